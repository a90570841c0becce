import assert from 'node:assert/strict';
import test from 'node:test';
import { parseYaml } from './parse-yaml.ts';

const text = '# first\na:\n  b: 1\n  c:\n    - x\n    - y: 2\nd: {e: 3}\n';

const lines: readonly { path: readonly PropertyKey[]; line: number }[] = [
  { path: ['a'], line: 2 },
  { path: ['a', 'b'], line: 3 },
  { path: ['a', 'c', 0], line: 5 },
  { path: ['a', 'c', 1, 'y'], line: 6 },
  { path: ['a', 'c', 7], line: 4 },
  { path: ['d', 'e', 'deeper'], line: 7 },
  { path: ['nowhere'], line: 2 },
  { path: [], line: 2 },
];
for (const { path, line } of lines) test(`${JSON.stringify(path)} stands on line ${String(line)}`, () => assert.equal(parseYaml(text).lineOf(path), line));

test('JSON is read as well', () => {
  assert.deepEqual(parseYaml('{"a": [1, true, null]}').value, { a: [1, true, null] });
});

test('nothing written is no value', () => {
  assert.equal(parseYaml('').value, null);
  assert.equal(parseYaml('').lineOf(['a']), 1);
});

const aliases = `a: &a [${'x, '.repeat(50)}x]\nb: &b [${'*a, '.repeat(50)}*a]\nc: [${'*b, '.repeat(50)}*b]\n`;
const broken: readonly { name: string; text: string; problem: { line: number; message: RegExp } }[] = [
  { name: 'a key given twice', text: 'a: 1\na: 2\n', problem: { line: 2, message: /unique/i } },
  { name: 'an open quote', text: 'a: 1\nb: "x\n', problem: { line: 3, message: /quote/i } },
  { name: 'an alias bomb', text: aliases, problem: { line: 1, message: /aliases/ } },
];
for (const { name, text: wrong, problem } of broken) {
  test(`a problem, with its line: ${name}`, () => {
    const { value, problems } = parseYaml(wrong);
    assert.equal(value, undefined);
    const [first] = problems;
    assert.ok(first);
    assert.equal(first.line, problem.line);
    assert.match(first.message, problem.message);
  });
}

test('no key reaches a prototype', () => {
  const { value } = parseYaml('__proto__: { polluted: 1 }\n');
  assert.equal(({} as { polluted?: unknown }).polluted, undefined);
  assert.equal((value as { polluted?: unknown }).polluted, undefined);
});
