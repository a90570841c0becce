// The SQLite adapter against every port's guarantees, and what it refuses to open.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import test, { after } from 'node:test';
import type { TestContext } from 'node:test';
import { anAct, newInstallation, pullRecord } from '../conformance/store-under-test.ts';
import { testConformance } from '../conformance.ts';
import { StoreError } from '../store-error.ts';
import { schemaVersion } from './migrate.ts';
import { first } from './migrations/0001-first.ts';
import { openSqliteStore } from './open-sqlite-store.ts';
import type { SqliteStore } from './open-sqlite-store.ts';

const secretKey = new Uint8Array(32).fill(7);
const now = (): number => 1_000;

const folders = mkdtempSync(join(tmpdir(), 'pullgate-store-'));
after(() => rmSync(folders, { recursive: true })); // when every store is closed

const newFolder = (): string => mkdtempSync(join(folders, 'one-'));

function openFor(t: TestContext, file: string): SqliteStore {
  const store = openSqliteStore({ file, secretKey, now });
  t.after(() => store.close());
  return store;
}

/** The file of a store with nothing in it: made once, since every test begins with one. */
const emptyStore = await makeEmptyStore();

async function makeEmptyStore(): Promise<Buffer> {
  const file = join(newFolder(), 'pullgate.db');
  await openSqliteStore({ file, secretKey, now }).close();
  return readFileSync(file);
}

function openCopy(t: TestContext): SqliteStore {
  const file = join(newFolder(), 'pullgate.db');
  writeFileSync(file, emptyStore);
  return openFor(t, file);
}

testConformance({ name: 'sqlite', open: (t) => Promise.resolve(openCopy(t)) });

test('everything is there again after a restart, last uses included', async (t) => {
  const file = join(newFolder(), 'pullgate.db');
  const first = openSqliteStore({ file, secretKey, now });
  await first.createInstallation(newInstallation(), [anAct()]);
  await first.setUpstreamCredential('ghcr.io', { username: 'robot', password: 'hunter2' }, anAct());
  await first.touchToken('pat-first', 5_000);
  await first.close();
  const second = openFor(t, file);
  assert.equal((await second.findPersonalToken('u-owner', 'pat-first'))?.lastUsedAtMs, 5_000);
  assert.deepEqual(await second.findUpstreamCredential('ghcr.io'), { username: 'robot', password: 'hunter2' });
  assert.deepEqual(await second.organizationNames(), ['acme']);
});

test('last uses reach the file a second later, in one write', async (t) => {
  const file = join(newFolder(), 'pullgate.db');
  const writer = openFor(t, file);
  const reader = openFor(t, file);
  t.mock.timers.enable({ apis: ['setTimeout'] });
  await writer.createInstallation(newInstallation(), [anAct()]);
  for (const usedAtMs of [1, 2, 3]) await writer.touchToken('pat-first', usedAtMs);
  const stored = async () => (await reader.findPersonalToken('u-owner', 'pat-first'))?.lastUsedAtMs;
  t.mock.timers.tick(999);
  assert.equal(await stored(), null);
  t.mock.timers.tick(1);
  assert.equal(await stored(), 3);
});

test('the file is readable by its owner alone, and no file beside it either', (t) => {
  const folder = newFolder();
  openFor(t, join(folder, 'pullgate.db'));
  for (const file of readdirSync(folder)) assert.equal(statSync(join(folder, file)).mode & 0o077, 0, file);
});

test('no secret can be read in any file of the data folder', async (t) => {
  const folder = newFolder();
  const store = openFor(t, join(folder, 'pullgate.db'));
  await store.setUpstreamCredential('ghcr.io', { username: 'visible-user', password: 'hidden-password' }, anAct());
  await store.findOrCreateSigningKey('gateway', () => Promise.resolve({ id: 'visible-key', privateJwk: { kty: 'EC', d: 'hidden-private-part' } }));
  await store.findOrCreateAuthority(() => Promise.resolve({ id: 'visible-authority', certificatePem: '', permittedHosts: ['docker.io'], privateKeyPem: 'hidden-authority-key', former: [] }), () => anAct());
  const contents = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'latin1')).join();
  assert.match(contents, /visible-user/);
  assert.match(contents, /visible-key/);
  assert.match(contents, /visible-authority/);
  for (const secret of ['hidden-password', 'hidden-private-part', 'hidden-authority-key']) {
    for (const encoded of [secret, Buffer.from(secret).toString('base64url').slice(0, -1), Buffer.from(secret).toString('hex')]) assert.ok(!contents.includes(encoded));
  }
});

test('a secret that was moved to another row does not open there', async (t) => {
  const file = join(newFolder(), 'pullgate.db');
  const store = openFor(t, file);
  await store.setUpstreamCredential('ghcr.io', { username: 'a', password: 'a' }, anAct());
  await store.setUpstreamCredential('evil.example', { username: 'b', password: 'b' }, anAct());
  const raw = new DatabaseSync(file);
  raw.exec("UPDATE upstream_credentials SET sealed_password = (SELECT sealed_password FROM upstream_credentials WHERE registry = 'ghcr.io')");
  raw.close();
  await assert.rejects(store.findUpstreamCredential('evil.example'), { code: 'wrong-secret-key' });
  assert.equal((await store.findUpstreamCredential('ghcr.io'))?.password, 'a');
});

const refusals: readonly { readonly what: string; readonly prepare: (file: string) => void | Promise<void>; readonly key?: Uint8Array; readonly code: string; readonly message: RegExp }[] = [
  {
    what: 'a data folder of a newer version',
    prepare: (file) => alter(file, `PRAGMA user_version = ${schemaVersion + 6}`),
    code: 'newer-version',
    message: new RegExp(`has schema version ${schemaVersion + 6}, .* supports versions up to ${schemaVersion}: start the newer pullgate`),
  },
  { what: 'a file that is no database', prepare: (file) => writeFileSync(file, 'hello, this is a text\n'.repeat(100)), code: 'not-a-database', message: /is not a database: give pullgate a data folder of its own/ },
  { what: "another program's database", prepare: (file) => rawExec(file, 'CREATE TABLE theirs (x)'), code: 'foreign-database', message: /database of another program/ },
  { what: 'the wrong secret key', prepare: (file) => alter(file, ''), key: new Uint8Array(32), code: 'wrong-secret-key', message: /^the secret key does not fit this data folder: / },
  { what: 'a secret key of the wrong length', prepare: () => undefined, key: new Uint8Array(16), code: 'malformed-secret-key', message: /has 16 bytes, not 32/ },
];

function hashesOf(folder: string): readonly string[] {
  return readdirSync(folder).map((name) => `${name} ${createHash('sha256').update(readFileSync(join(folder, name))).digest('hex')}`);
}

function rawExec(file: string, sql: string): void {
  const database = new DatabaseSync(file);
  database.exec(sql);
  database.close();
}

async function alter(file: string, sql: string): Promise<void> {
  await openSqliteStore({ file, secretKey, now }).close();
  rawExec(file, sql);
}

for (const { what, prepare, key = secretKey, code, message } of refusals) {
  test(`${what} is refused with what to do, and left as it was`, async () => {
    const folder = newFolder();
    const file = join(folder, 'pullgate.db');
    await prepare(file);
    const before = hashesOf(folder);
    assert.throws(() => openSqliteStore({ file, secretKey: key, now }), (error) => error instanceof StoreError && error.code === code && message.test(error.message));
    assert.deepEqual(hashesOf(folder), before);
  });
}

test('the data of the first version is brought to this one, and keeps what it holds', async (t) => {
  const file = join(newFolder(), 'pullgate.db');
  rawExec(file, `${first}; PRAGMA application_id = 0x50474154; PRAGMA user_version = 1; INSERT INTO organizations (name, created_at_ms) VALUES ('acme', 1)`);
  const store = openFor(t, file);
  assert.deepEqual(await store.organizationNames(), ['acme']);
  assert.equal(await store.findAuthority(), undefined);
});

test('a data folder that is missing is told so', () => {
  assert.throws(() => openSqliteStore({ file: join(newFolder(), 'nowhere', 'pullgate.db'), secretKey, now }), { code: 'unreachable', message: /make the data folder/ });
});

test('current settings are read once a revision, and those that another process writes are seen at once', async (t) => {
  const file = join(newFolder(), 'pullgate.db');
  const [here, elsewhere] = [openFor(t, file), openFor(t, file)];
  await here.createInstallation(newInstallation(), [anAct()]);
  const first = await here.currentSettings('acme');
  assert.ok(first !== undefined);
  assert.equal(await here.currentSettings('acme'), first);
  assert.equal(await elsewhere.appendRevision({ ...first, revision: 2, summary: 'elsewhere' }, [anAct()]), 'appended');
  assert.equal((await here.currentSettings('acme'))?.summary, 'elsewhere');
});

test('a settings document that is damaged fails the load, and is not replaced by defaults', async (t) => {
  const file = join(newFolder(), 'pullgate.db');
  const store = openFor(t, file);
  await store.createInstallation(newInstallation(), [anAct()]);
  rawExec(file, `DROP TRIGGER settings_revisions_are_never_changed; UPDATE settings_revisions SET settings = '{"restrictedImages":{"enabled":"yes"}}'`);
  await assert.rejects(store.load(), { code: 'malformed-row', message: /settings\.restrictedImages\.enabled/ });
  await assert.rejects(store.currentSettings('acme'), { code: 'malformed-row' });
});

test('settings revisions can be neither changed nor removed, not even by hand', async (t) => {
  const file = join(newFolder(), 'pullgate.db');
  const store = openFor(t, file);
  await store.createInstallation(newInstallation(), [anAct()]);
  assert.throws(() => rawExec(file, "UPDATE settings_revisions SET made_by = 'x'"), /never changed/);
  assert.throws(() => rawExec(file, 'DELETE FROM settings_revisions'), /never removed/);
});

test('a removal of records leaves a note: when, before when, how many', async (t) => {
  const file = join(newFolder(), 'pullgate.db');
  const store = openFor(t, file);
  await store.insertRecords(Array.from({ length: 501 }, (_, n) => pullRecord({ id: `r${n}`, timeMs: 10 })));
  await store.removeRecordsBefore(20, 1_000);
  await store.removeRecordsBefore(20, 1_000);
  const raw = new DatabaseSync(file);
  t.after(() => raw.close());
  assert.deepEqual(raw.prepare('SELECT at_ms, before_ms, removed FROM record_removals').all().map((row) => ({ ...row })), [{ at_ms: 1_000, before_ms: 20, removed: 501 }]);
});

test('the newest denials are read from an index, not searched for', (t) => {
  const file = join(newFolder(), 'pullgate.db');
  openFor(t, file);
  const raw = new DatabaseSync(file);
  t.after(() => raw.close());
  const plan = raw.prepare("EXPLAIN QUERY PLAN SELECT id FROM pull_readers INDEXED BY pull_readers_denied WHERE organization = ? AND (time_ms, id) < (?, ?) AND effect = 'deny' ORDER BY time_ms DESC, id DESC").all(null, null, null);
  const detail = plan.map((row) => String(row['detail'])).join('; ');
  assert.match(detail, /USING (COVERING )?INDEX pull_readers_denied/);
  assert.doesNotMatch(detail, /TEMP B-TREE/);
});
