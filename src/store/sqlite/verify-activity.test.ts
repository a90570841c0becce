// Whatever somebody does to the log who has the file and not the secret key, verifying it finds.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import test, { after } from 'node:test';
import type { ActivityProblem, ActivityVerification } from '../../admin/activity/activity.port.ts';
import { createActivitySeal } from '../activity-seal.ts';
import { anAct } from '../conformance/store-under-test.ts';
import { hashOf, lineOf } from './activity-line.ts';
import { activityColumns, activityRow } from './activity-row.ts';
import { sealedHash } from './append-act.ts';
import { openSqliteStore } from './open-sqlite-store.ts';
import { text } from './row.ts';

const secretKey = new Uint8Array(32).fill(7);
const now = (): number => 1_000;
const entries = 8;
const folders = mkdtempSync(join(tmpdir(), 'pullgate-activity-'));
after(() => rmSync(folders, { recursive: true }));

/** The file of a store with three logs of eight entries: made once, since every test begins with it. */
let threeLogs: Promise<Buffer> | undefined;

async function makeThreeLogs(): Promise<Buffer> {
  const file = newFile();
  const store = openSqliteStore({ file, secretKey, now });
  for (let number = 1; number <= entries; number += 1) {
    for (const organization of ['acme', 'globex', null]) await store.recordAct(anAct({ organization, name: `entry ${number}`, atMs: number, before: { number }, after: { number: number + 1 } }));
  }
  await store.close();
  return readFileSync(file);
}

function newFile(): string {
  return join(mkdtempSync(join(folders, 'one-')), 'pullgate.db');
}

/** What was done to the file, and what verifying acme's log then says. */
async function verifyAfter(tamper: (database: DatabaseSync) => void, { appendAfter = false } = {}): Promise<ActivityVerification> {
  const file = newFile();
  writeFileSync(file, await (threeLogs ??= makeThreeLogs()));
  const store = openSqliteStore({ file, secretKey, now });
  try {
    const raw = new DatabaseSync(file);
    for (const trigger of ['activity_is_never_changed', 'activity_is_never_removed', 'activity_heads_are_never_removed']) raw.exec(`DROP TRIGGER ${trigger}`);
    tamper(raw);
    raw.close();
    if (appendAfter) await store.recordAct(anAct({ organization: 'globex' }));
    return await store.verifyActivity('acme');
  } finally {
    await store.close();
  }
}

const run = (sql: string) => (database: DatabaseSync) => database.exec(sql);

/** As somebody would who knows how it is made, and has no key: from `from` on every hash is made anew, the heads with it. */
function rehash(database: DatabaseSync, { from, seal }: { readonly from: number; readonly seal: (hash: string) => string | undefined }): void {
  const rows = database.prepare(`SELECT ${activityColumns}, a.hash FROM activity a WHERE a.chain = 'acme' ORDER BY a.sequence`).all();
  const update = database.prepare("UPDATE activity SET hash = ?, seal = coalesce(?, seal) WHERE chain = 'acme' AND sequence = ?");
  let previous = '';
  for (const row of rows) {
    const entry = activityRow(row);
    const hash = entry.sequence < from ? text(row, 'hash') : hashOf(lineOf(entry, previous));
    if (entry.sequence >= from) update.run(hash, seal(hash) ?? null, entry.sequence);
    previous = hash;
  }
  database.prepare("UPDATE activity_heads SET hash = ? WHERE chain = 'acme'").run(previous);
}

const foreign = createActivitySeal(new Uint8Array(32).fill(8));
const insert = (sequence: number): string =>
  `INSERT INTO activity SELECT chain, ${sequence}, at_ms, action, name, actor, before, after, hash, seal FROM activity WHERE chain = 'acme' AND sequence = 5`;
const shiftUp = `UPDATE activity SET sequence = sequence + 1000 WHERE chain = 'acme' AND sequence >= 5; UPDATE activity SET sequence = sequence - 999 WHERE chain = 'acme' AND sequence >= 1000`;
const swap = "UPDATE activity SET sequence = 99 WHERE chain = 'acme' AND sequence = 3; UPDATE activity SET sequence = 3 WHERE chain = 'acme' AND sequence = 4; UPDATE activity SET sequence = 4 WHERE chain = 'acme' AND sequence = 99";

const columns = {
  at_ms: 'at_ms + 1',
  'at_ms to none that a time can be': '9223372036854775807',
  action: "'org.create'",
  name: "name || ' '",
  actor: "replace(actor, 'olivia', 'nobody')",
  'actor to no JSON': "'{'",
  before: "'null'",
  after: "replace(after, '4', '5')",
  hash: "(SELECT hash FROM activity WHERE chain = 'acme' AND sequence = 2)",
  seal: "(SELECT seal FROM activity WHERE chain = 'acme' AND sequence = 2)",
};

const at = (sequence: number | null, problem: ActivityProblem['problem'], count = 1): ActivityProblem => ({ sequence, problem, count });
const sealBroken = at(null, 'seal', 0);
const cases: readonly { readonly what: string; readonly tamper: (database: DatabaseSync) => void; readonly found: readonly ActivityProblem[] }[] = [
  { what: 'nothing', tamper: () => undefined, found: [] },
  ...Object.entries(columns).map(([what, value]) => ({
    what: `the ${what} of an entry`,
    tamper: run(`UPDATE activity SET ${what.split(' ')[0] ?? ''} = ${value} WHERE chain = 'acme' AND sequence = 3`),
    found: [at(3, 'changed')],
  })),
  { what: 'the order of two entries', tamper: run(swap), found: [at(3, 'changed'), at(4, 'changed'), at(5, 'changed')] },
  { what: 'an entry that is moved to another log', tamper: run("DELETE FROM activity WHERE chain = 'acme' AND sequence = 3; UPDATE activity SET chain = 'acme' WHERE chain = 'globex' AND sequence = 3"), found: [at(3, 'changed'), at(4, 'changed')] },
  { what: 'a removed entry', tamper: run("DELETE FROM activity WHERE chain = 'acme' AND sequence = 3"), found: [at(3, 'missing')] },
  { what: 'removed first entries', tamper: run("DELETE FROM activity WHERE chain = 'acme' AND sequence < 4"), found: [at(1, 'missing', 3)] },
  { what: 'removed last entries', tamper: run("DELETE FROM activity WHERE chain = 'acme' AND sequence > 5"), found: [at(6, 'missing', 3)] },
  { what: 'a log that is removed whole', tamper: run("DELETE FROM activity WHERE chain = 'acme'"), found: [at(1, 'missing', 8)] },
  { what: 'an entry that is put in past the end', tamper: run(insert(9)), found: [at(9, 'added')] },
  {
    what: 'removed last entries, and the head with them',
    tamper: run("DELETE FROM activity WHERE chain = 'acme' AND sequence > 5; UPDATE activity_heads SET sequence = 5, hash = (SELECT hash FROM activity WHERE chain = 'acme' AND sequence = 5) WHERE chain = 'acme'"),
    found: [sealBroken],
  },
  { what: 'a log that is removed whole, and its head with it', tamper: run("DELETE FROM activity WHERE chain = 'acme'; DELETE FROM activity_heads WHERE chain = 'acme'"), found: [sealBroken] },
  { what: 'the seal', tamper: run('DELETE FROM activity_seal'), found: [sealBroken] },
  { what: 'a log that is hashed anew', tamper: (database) => rehashAfterChange(database, () => undefined), found: [4, 5, 6, 7, 8].map((sequence): ActivityProblem => ({ sequence, problem: 'changed', count: 1 })).concat(sealBroken) },
  { what: 'a log that is hashed and sealed anew with another key', tamper: (database) => rehashAfterChange(database, (hash) => foreign.make(sealedHash(hash))), found: [4, 5, 6, 7, 8].map((sequence): ActivityProblem => ({ sequence, problem: 'changed', count: 1 })).concat(sealBroken) },
];

function rehashAfterChange(database: DatabaseSync, seal: (hash: string) => string | undefined): void {
  database.exec("UPDATE activity SET name = 'somebody else' WHERE chain = 'acme' AND sequence = 4");
  rehash(database, { from: 4, seal });
}

for (const { what, tamper, found } of cases) {
  test(`verifying finds ${what}, and where`, async () => {
    assert.deepEqual((await verifyAfter(tamper)).problems, found);
  });
}

test('verifying finds an entry that is put in between, the others renumbered', async () => {
  const { problems } = await verifyAfter((database) => database.exec(`${shiftUp}; ${insert(5).replace('sequence = 5', 'sequence = 6')}`));
  assert.deepEqual(problems[0], at(6, 'changed'));
});

test('what is appended later does not heal a seal that was broken', async () => {
  const cut = run("DELETE FROM activity WHERE chain = 'acme' AND sequence > 5; UPDATE activity_heads SET sequence = 5, hash = (SELECT hash FROM activity WHERE chain = 'acme' AND sequence = 5) WHERE chain = 'acme'");
  assert.deepEqual((await verifyAfter(cut, { appendAfter: true })).problems, [sealBroken]);
  assert.deepEqual((await verifyAfter(() => undefined, { appendAfter: true })).problems, []);
});

test('of many problems the first hundred are told, and how many there are', async () => {
  const { problems, problemCount } = await verifyAfter((database) => {
    for (let sequence = 10; sequence < 400; sequence += 2) database.exec(insert(sequence));
  });
  assert.deepEqual([problems.length, problemCount], [100, 390]);
});
