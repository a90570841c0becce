// Whatever changes something leaves exactly the acts that it should, and no secret in any: the examples of docs/api.md are made one after the other, and the log is watched.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import test from 'node:test';
import type { Example } from '../../src/contract/example.ts';
import type { Route } from '../../src/contract/route.ts';
import { type OperationId, routes } from '../../src/contract/routes.ts';
import { actionsOf, withoutExample } from './actions-of-operations.ts';
import { openExampleWalk } from './example-walk.ts';
import { password } from './installation.ts';

const changing = Object.entries<Route>(routes).flatMap(([id, { access }]) => (access === 'change' ? [id as OperationId] : []));

const isDryRun = ({ body }: Example): boolean => body !== undefined && 'dry_run' in body && body.dry_run === true;

/** Everything in an answer or a request that must never be kept in the clear. */
function secretsIn(text: string): readonly string[] {
  const marked = [...text.matchAll(/\b(?:pgt|dckr)_[a-z]+_[A-Za-z0-9_-]{16,}/g)].map(([secret]) => secret);
  const named = [...text.matchAll(/"(?:password|current_password|new_password|secret|client_secret|token|access_token|refresh_token|login_2fa_token)":"([^"$]{8,})"/g)].map(([, secret = '']) => secret);
  const codes = [...text.matchAll(/"recovery_codes":\[([^\]]*)\]/g)].flatMap(([, list = '']) => [...list.matchAll(/"([^"]+)"/g)].map(([, code = '']) => code));
  return [...marked, ...named, ...codes];
}

test('every operation that changes something has its actions in a table', () => {
  const known = { ...actionsOf, ...withoutExample };
  const missing = changing.filter((id) => !Object.hasOwn(known, id));
  assert.deepEqual(missing, [], 'these change something (access `change`): add each to actionsOf in test/admin/actions-of-operations.ts with the action that it is logged under, and an example that succeeds to src/contract/examples/');
});

test('what no example shows is asserted by the test that is named for it', () => {
  for (const [operation, { file, test: name }] of Object.entries(withoutExample)) {
    assert.ok(readFileSync(new URL(file, import.meta.url), 'utf8').includes(`test('${name}'`), `${operation}: test/admin/${file} has no test called: ${name}`);
  }
});

test('every operation that changes something leaves exactly its acts, whole and without a secret', async (t) => {
  const { installation: { file, store }, clientSecret, go } = await openExampleWalk(t);
  const database = new DatabaseSync(file, { readOnly: true });
  t.after(() => database.close());
  const countEntries = database.prepare('SELECT chain, max(sequence) AS newest FROM activity GROUP BY chain');
  const added = database.prepare('SELECT action FROM activity WHERE chain = ? AND sequence > ? ORDER BY sequence');
  const chains = (): ReadonlyMap<string, number> => new Map(countEntries.all().map((row) => [String(row['chain']), Number(row['newest'])]));

  const secrets = new Set<string>([password, `${password} 2`, clientSecret]);
  const expected: Partial<Record<string, readonly string[]>> = actionsOf;
  const shown = new Set<string>();
  await go(async ({ example, route, body, send }) => {
    const before = chains();
    const reply = await send();
    const { status, text } = reply;
    assert.equal(status, example.status ?? route.status, `${example.operation}: ${text}`);
    // What the log itself and the document answer has ids and words under such names.
    const answered = /Activity|AuditLog|OpenApi/.test(example.operation) ? [] : secretsIn(text);
    for (const secret of [...answered, ...secretsIn(JSON.stringify(body ?? ''))]) secrets.add(secret);
    if (route.access !== 'change' || example.status !== undefined) return reply;
    const actions = [...chains().keys()].flatMap((chain) => added.all(chain, before.get(chain) ?? 0).map((row) => String(row['action'])));
    if (isDryRun(example)) assert.deepEqual(actions, [], example.operation);
    else {
      assert.deepEqual(actions, expected[example.operation] ?? [], `what ${example.operation} logs: ${text}`);
      shown.add(example.operation);
    }
    return reply;
  });

  assert.deepEqual(Object.keys(actionsOf).filter((id) => !shown.has(id)), [], 'these are in actionsOf, and no example of src/contract/examples/ shows them succeed');
  for (const organization of ['acme', null]) assert.deepEqual((await store.verifyActivity(organization)).problems, []);
  const kept = database.prepare("SELECT group_concat(name || actor || before || after, char(10)) AS text FROM activity").get()?.['text'];
  assert.ok(secrets.size > 10, `only ${secrets.size} secrets were seen`);
  for (const secret of secrets) assert.ok(!String(kept).includes(secret), `${secret} is in the log`);
  assert.doesNotMatch(String(kept), /\$argon2|pgt_[a-z]+_|dckr_[a-z]+_|PRIVATE KEY/);
});
