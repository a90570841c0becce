// Every command explains itself, its examples are commands that exist, and docs/cli.md names all of it and nothing else.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { createProgram } from '../../src/cli/program.ts';
import { createTerminal } from '../../src/cli/terminal.ts';
import { openCommandLine } from './command-line.ts';

const environment = { server: undefined, username: undefined, password: undefined, configFolder: '', allowsColours: false, variables: {} };
const terminal = createTerminal({ input: new PassThrough(), output: new PassThrough(), errors: new PassThrough() }, environment);
const program = createProgram({ environment, terminal, now: () => 0, hostName: '', version: '', setExitCode: () => undefined });
const docs = readFileSync(fileURLToPath(new URL('../../docs/cli.md', import.meta.url)), 'utf8');

/** Options that most commands have: docs/cli.md tells of them once, at its top. */
const sharedOptions = ['--server', '--username', '--password-stdin', '--json', '--help'];

function below(command: Command): readonly Command[] {
  return command.commands.flatMap((child) => [child, ...below(child)]);
}

function pathOf(command: Command): string {
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
}

const commands = below(program);
const verbs = commands.filter(({ commands: children }) => children.length === 0);
const named = new Map(commands.map((command) => [pathOf(command), command] as const));

function flagsOf(command: Command): readonly string[] {
  return command.options.flatMap(({ long }) => (typeof long === 'string' ? [long] : []));
}

test('the tree holds every command of the first version', () => {
  assert.deepEqual(
    verbs.map((command) => pathOf(command).replace('pullgate ', '')),
    [
      'serve', 'login', 'logout', 'doctor', 'setup', 'image check', 'policy show', 'policy set', 'policy history', 'policy diff', 'policy rollback', 'allowlist list', 'allowlist add', 'allowlist remove', 'namespace list', 'namespace add', 'namespace remove', 'session list', 'session end', 'token create', 'token list', 'token revoke',
      'org create', 'org list', 'user create', 'user list', 'user reset-password', 'member list', 'member set-role', 'member remove', 'member reset-password', 'member export', 'team list', 'team create', 'team delete', 'team members', 'team add', 'team remove', 'invite send', 'invite list', 'invite resend', 'invite cancel', 'invite accept', 'scim-token create', 'scim-token list', 'scim-token revoke', 'activity list', 'activity verify', 'activity export', 'pulls list', 'pulls stats', 'pulls export', 'webhook create', 'webhook list', 'webhook update', 'webhook delete', 'webhook test', 'webhook deliveries', 'webhook replay', 'catalog show', 'catalog list', 'catalog override', 'catalog refresh', 'cache show', 'cache verify', 'cache prune', 'ca show', 'ca export', 'ca rotate', 'upstream login', 'upstream logout', 'upstream list',
    ],
  );
});

for (const command of [program, ...commands]) {
  const path = pathOf(command);
  test(`${path} --help tells what it is for, with an example`, async (t) => {
    const { code, stdout, stderr } = await openCommandLine(t).run([...path.split(' ').slice(1), '--help']);
    assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
    assert.ok(stdout.startsWith(`Usage: ${path}`), stdout);
    assert.notEqual(command.description(), '');
    const examples = stdout.split('\nExamples:\n')[1]?.split('\n\n')[0]?.trimEnd().split('\n') ?? [];
    assert.ok(examples.length > 0, 'no example');
    for (const example of examples) assertExists(example, path);
  });
}

/** The example's own command is there and has each flag that is used. */
function assertExists(example: string, path: string): void {
  assert.match(example, /^ {2}\$ /);
  const lines = [...example.matchAll(/\bpullgate(?: (?!\|)[^|;>]+)?/g)].map(([line]) => line.trim()).filter((line) => line !== 'pullgate');
  assert.ok(lines.some((line) => `${line} `.startsWith(`${path} `)), `${example} is no example of ${path}`);
  for (const line of lines) {
    const words = line.split(' ');
    const command = [...named].findLast(([name]) => `${line} `.startsWith(`${name} `))?.[1];
    assert.ok(command, `${line} names no command`);
    const flags = [...flagsOf(command), '--help', ...command.options.flatMap(({ short }) => (typeof short === 'string' ? [short] : []))];
    if (command.name() === 'serve') continue; // the server's flags are the configuration's business
    for (const word of words.filter((each) => /^--?[a-z]/.test(each))) assert.ok(flags.includes(word), `${line} uses ${word}, which is no flag of it`);
  }
}

test('every command that answers has --json', () => {
  // On the server's machine, and a file that is CSV alone.
  const forPeople = ['pullgate serve', 'pullgate user reset-password', 'pullgate member export'];
  for (const command of verbs) assert.equal(flagsOf(command).includes('--json'), !forPeople.includes(pathOf(command)), pathOf(command));
});

const sections = new Map(docs.split(/^### /m).slice(1).map((section) => [section.slice(0, section.indexOf('\n')).replaceAll('`', ''), section] as const));

test('docs/cli.md has one section for each command, and none for another', () => {
  assert.deepEqual([...sections.keys()], verbs.map(pathOf));
});

for (const command of verbs) {
  const path = pathOf(command);
  test(`docs/cli.md lists the options of ${path}`, () => {
    const listed = [...(sections.get(path) ?? '').matchAll(/^\| `[^|]*?`/gm)].flatMap(([cell]) => [...cell.matchAll(/--[a-z][a-z-]*/g)].map(([flag]) => flag));
    assert.deepEqual(listed.toSorted(), flagsOf(command).filter((flag) => !sharedOptions.includes(flag)).toSorted());
  });
}
