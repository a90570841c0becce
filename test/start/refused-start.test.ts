// What the server refuses to start with: one clear sentence, an exit code, and nothing made.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startGateway } from '../gateway-process.ts';

const program = fileURLToPath(new URL('../../bin/pullgate.mjs', import.meta.url));
const listen = ['--gateway-listen', '127.0.0.1:0', '--admin-listen', '127.0.0.1:0'];

function folderFor(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'pullgate-start-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs the server until it ends by itself, which it must. */
function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<{ status: number | null; stderr: string; stdout: string }> {
  const child = spawn(process.execPath, [program, 'serve', ...args], { env: { PATH: process.env['PATH'], ...env }, stdio: ['ignore', 'pipe', 'pipe'], timeout: 60_000 });
  let stderr = '';
  let stdout = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  return new Promise((resolve) => child.once('close', (status) => resolve({ status, stderr, stdout })));
}

test('a wrong configuration: every problem at once, exit code 2, nothing made', async (context) => {
  const data = join(folderFor(context), 'data');
  const { status, stderr } = await run(['--data', data, '--upstream', 'nonsense', '--bogus'], { PULLGATE_GATEWAY_LISTEN: 'nowhere', PULLGATE_RECORDS_RETENTION_DAYS: '0' });
  assert.equal(status, 2);
  assert.deepEqual(stderr.trim().split('\n').map((line) => line.slice(0, 40)).toSorted(), [
    'pullgate: --bogus: there is no such flag: see --help',
    'pullgate: --upstream nonsense: write it like --upstream',
    'pullgate: PULLGATE_GATEWAY_LISTEN: gateway.listen',
    'pullgate: PULLGATE_RECORDS_RETENTION_DAYS: records',
  ].map((line) => line.slice(0, 40)).toSorted());
  assert.equal(existsSync(data), false);
});

test('a port in use: says which setting to change, and makes no organization', async (context) => {
  const data = folderFor(context);
  const other = createServer().listen(0, '127.0.0.1');
  context.after(() => other.close());
  await new Promise((resolve) => other.once('listening', resolve));
  const port = String((other.address() as AddressInfo).port);
  for (const workers of ['1', '2']) {
    for (const [flag, setting] of [['--admin-listen', 'PULLGATE_ADMIN_LISTEN'], ['--gateway-listen', 'PULLGATE_GATEWAY_LISTEN']] as const) {
      const { status, stderr, stdout } = await run(['--data', data, ...listen, flag, `127.0.0.1:${port}`, '--workers', workers]);
      assert.equal(status, 1);
      assert.match(stderr, new RegExp(`^pullgate: address 127\\.0\\.0\\.1:${port} is already in use: .*${setting}.*\n$`));
      assert.doesNotMatch(stdout, /worker process|running/);
    }
  }
  const gateway = await startGateway({ upstreams: {}, data });
  await gateway.stop();
  assert.ok(gateway.member, 'the first start that serves is the one that prints the secrets');
});

test('a data folder of a newer version is left as it is', async (context) => {
  const data = folderFor(context);
  await (await startGateway({ upstreams: {}, data })).stop();
  const database = new DatabaseSync(join(data, 'pullgate.db'));
  database.exec('PRAGMA user_version = 9999');
  database.close();
  const { status, stderr } = await run(['--data', data, ...listen]);
  assert.equal(status, 1);
  assert.match(stderr, /^pullgate: .*9999/);
  assert.match(stderr, /newer/);
});

const brokenFolders: readonly { name: string; prepare: (data: string) => void; says: RegExp }[] = [
  { name: 'a data folder that is a file', prepare: (data) => writeFileSync(data, ''), says: /^pullgate: / },
  {
    name: 'a database that is none',
    prepare: (data) => {
      writeFileSync(join(data, 'secret.key'), '0'.repeat(64), { mode: 0o600 });
      writeFileSync(join(data, 'pullgate.db'), 'this is no database, and long enough to be looked at '.repeat(50));
    },
    says: /^pullgate: .*(?:no|not a).*database/i,
  },
  { name: 'a database without its secret key', prepare: (data) => writeFileSync(join(data, 'pullgate.db'), ''), says: /^pullgate: the secret key file .* is missing/ },
  { name: 'a secret key of a wrong length', prepare: (data) => writeFileSync(join(data, 'secret.key'), 'short'), says: /^pullgate: .*key/ },
];
for (const { name, prepare, says } of brokenFolders) {
  test(`${name}: one sentence, no stack`, async (context) => {
    const folder = folderFor(context);
    const data = name.includes('is a file') ? join(folder, 'data') : folder;
    prepare(data);
    const { status, stderr } = await run(['--data', data, ...listen]);
    assert.equal(status, 1);
    assert.match(stderr, says);
    assert.equal(stderr.trim().split('\n').length, 1, stderr);
  });
}

test('a catalog with a duplicate is refused before anything is made', async (context) => {
  const folder = folderFor(context);
  const entry = { namespace: 'grafana', category: 'verified-publisher', evidence: 'verified: a test', asOf: '2026-01-01' };
  writeFileSync(join(folder, 'catalog.json'), JSON.stringify({ version: 1, asOf: '2026-01-01', entries: [entry, entry] }));
  const data = join(folder, 'data');
  const { status, stderr } = await run(['--data', data, ...listen], { PULLGATE_CATALOG_FILE: join(folder, 'catalog.json') });
  assert.equal(status, 2);
  assert.match(stderr, /^pullgate: catalog_file: entries\[1\]\.namespace: "grafana" is listed at entries\[0\] too/m);
  assert.equal(existsSync(data) ? readdirSync(data).length : 0, 0);
});

test('--help says how, and exits 0', async () => {
  const { status, stdout } = await run(['--help']);
  assert.equal(status, 0);
  assert.match(stdout, /--upstream/);
});
