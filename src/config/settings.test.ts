import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { z } from 'zod';
import { configSchema } from './schema.ts';
import { settings } from './settings.ts';

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly default?: unknown;
}

const leaves = (schema: JsonSchema, path: string): readonly { path: string; default: unknown }[] => {
  const inner = schema.properties !== undefined ? Object.entries(schema.properties) : typeof schema.additionalProperties === 'object' ? [['<registry>', schema.additionalProperties] as const] : [];
  return inner.length === 0 ? [{ path, default: schema.default }] : inner.flatMap(([name, value]) => leaves(value, path === '' ? name : `${path}.${name}`));
};
const schemaLeaves = leaves(z.toJSONSchema(configSchema, { io: 'input', unrepresentable: 'any' }) as JsonSchema, '');

test('the table of settings has every setting of the schema, and no other', () => {
  assert.deepEqual(settings.map(({ path }) => path).toSorted(), schemaLeaves.map(({ path }) => path).toSorted());
});

test('the table tells the defaults of the schema', () => {
  for (const leaf of schemaLeaves) {
    if (typeof leaf.default !== 'string' && typeof leaf.default !== 'number') continue;
    assert.equal(settings.find(({ path }) => path === leaf.path)?.default, String(leaf.default), leaf.path);
  }
});

test('docs/config.md has a row for every setting, as the table has it', () => {
  const page = readFileSync(new URL('../../docs/config.md', import.meta.url), 'utf8');
  const rows = page.split('\n').filter((line) => line.startsWith('| `'));
  const expected = settings.map(({ path, variable, flag, default: value, unit, meaning }) =>
    `| \`${path}\` | ${variable === undefined ? '' : `\`${variable}\``} | ${flag === undefined ? '' : `\`--${flag}\``} | ${value} | ${unit} | ${meaning} |`);
  assert.deepEqual(rows, expected);
});
