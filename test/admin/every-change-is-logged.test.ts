// Whatever changes something leaves exactly the acts that it should, and no secret in any: the examples of docs/api.md are made one after the other, and the log is watched.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import test from 'node:test';
import { TOTP } from 'otpauth';
import type { Example } from '../../src/contract/example.ts';
import { chapters } from '../../src/contract/examples.ts';
import type { Route } from '../../src/contract/route.ts';
import { type OperationId, routes } from '../../src/contract/routes.ts';
import { openRealProvider } from '../single-sign-on/real-provider.ts';
import { actionsOf, withoutExample } from './actions-of-operations.ts';
import { openInstallation, origin, password } from './installation.ts';
import { openCacheKeeper } from './open-cache-keeper.ts';
import { pullRecord } from './pull-record.ts';

const stepMs = 30_000;
type Variables = Record<string, string>;

const changing = Object.entries<Route>(routes).flatMap(([id, { access }]) => (access === 'change' ? [id as OperationId] : []));

/** `$NAME` becomes its value, in every text of the value. */
function filled<Value>(value: Value, variables: Variables): Value {
  return JSON.parse(JSON.stringify(value).replace(/\$([A-Z][A-Z0-9_]*)/g, (_, name: string) => JSON.stringify(variables[name] ?? assert.fail(`no ${name}`)).slice(1, -1))) as Value;
}

function addressOf({ params = {}, query = {} }: Example, { path }: Route, variables: Variables): string {
  const place = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(filled(params[name] ?? (name === 'org' ? '$ORG' : `$${name.toUpperCase()}`), variables)));
  const asked = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, filled(String(value), variables)]));
  return asked.size === 0 ? place : `${place}?${asked.toString()}`;
}

function bearerOf({ bearer }: Example, { caller }: Route, variables: Variables): Readonly<Record<string, string>> {
  if (bearer === undefined && caller === 'anyone') return {};
  return { Authorization: filled(`Bearer ${bearer ?? (caller === 'scim' ? '$SCIM_TOKEN' : '$TOKEN')}`, variables) };
}

function fieldOf(json: unknown, path: string): string {
  let value = json;
  for (const name of path.split('.')) value = (value as Readonly<Record<string, unknown>> | undefined)?.[name];
  return typeof value === 'string' ? value : assert.fail(`${path} is not in ${JSON.stringify(json)}`);
}

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
  const { keeper } = await openCacheKeeper(t);
  const { file, store, clock, anonymous } = await openInstallation(t, { withSecondOrganization: false, cache: keeper, takenOverHosts: ['registry-1.docker.io'] });
  await store.insertRecords([pullRecord({ id: 'r1', timeMs: clock.nowMs - 1000, effect: 'deny', rule: 'category' }), pullRecord({ id: 'r2', timeMs: clock.nowMs - 1000, repository: 'grafana/grafana', tag: '11', category: 'verified-publisher' })]);
  const provider = await openRealProvider(t, `${origin}/v2/single-sign-on/callback`);
  const database = new DatabaseSync(file, { readOnly: true });
  t.after(() => database.close());
  const countEntries = database.prepare('SELECT chain, max(sequence) AS newest FROM activity GROUP BY chain');
  const added = database.prepare('SELECT action FROM activity WHERE chain = ? AND sequence > ? ORDER BY sequence');
  const chains = (): ReadonlyMap<string, number> => new Map(countEntries.all().map((row) => [String(row['chain']), Number(row['newest'])]));

  const variables: Variables = { ADMIN: origin, ORG: 'acme', USERNAME: 'owner', PASSWORD: password, NEW_PASSWORD: `${password} 2`, ISSUER: provider.issuer, CLIENT_ID: provider.clientId, CLIENT_SECRET: provider.clientSecret };
  const secrets = new Set<string>([password, `${password} 2`, provider.clientSecret]);
  const expected: Partial<Record<string, readonly string[]>> = actionsOf;
  const shown = new Set<string>();
  for (const example of Object.values(chapters).flat()) {
    const route: Route = routes[example.operation];
    if (JSON.stringify(example).includes('$CODE')) {
      clock.nowMs += stepMs; // each code does once
      variables['CODE'] = new TOTP({ secret: variables['TOTP_SECRET'] ?? '' }).generate({ timestamp: clock.nowMs });
    }
    if (variables['LINK'] !== undefined) variables['INVITE_TOKEN'] = variables['LINK'].split('/').at(-1) ?? '';
    const before = chains();
    const body = example.body === undefined ? undefined : filled(example.body, variables);
    const headers = { ...bearerOf(example, route, variables), ...(route.caller === 'scim' ? { 'Content-Type': 'application/scim+json' } : {}), ...example.headers };
    const { status, text } = await anonymous(route.method, addressOf(example, route, variables), body, headers);
    assert.equal(status, example.status ?? route.status, `${example.operation}: ${text}`);
    for (const [variable, field] of Object.entries(example.keeps ?? {})) variables[variable] = fieldOf(JSON.parse(text), field);
    // What the log itself and the document answer has ids and words under such names.
    const answered = /Activity|AuditLog|OpenApi/.test(example.operation) ? [] : secretsIn(text);
    for (const secret of [...answered, ...secretsIn(JSON.stringify(body ?? ''))]) secrets.add(secret);
    if (route.access !== 'change' || example.status !== undefined) continue;
    const actions = [...chains().keys()].flatMap((chain) => added.all(chain, before.get(chain) ?? 0).map((row) => String(row['action'])));
    if (isDryRun(example)) assert.deepEqual(actions, [], example.operation);
    else {
      assert.deepEqual(actions, expected[example.operation] ?? [], `what ${example.operation} logs: ${text}`);
      shown.add(example.operation);
    }
  }

  assert.deepEqual(Object.keys(actionsOf).filter((id) => !shown.has(id)), [], 'these are in actionsOf, and no example of src/contract/examples/ shows them succeed');
  for (const organization of ['acme', null]) assert.deepEqual((await store.verifyActivity(organization)).problems, []);
  const kept = database.prepare("SELECT group_concat(name || actor || before || after, char(10)) AS text FROM activity").get()?.['text'];
  assert.ok(secrets.size > 10, `only ${secrets.size} secrets were seen`);
  for (const secret of secrets) assert.ok(!String(kept).includes(secret), `${secret} is in the log`);
  assert.doesNotMatch(String(kept), /\$argon2|pgt_[a-z]+_|dckr_[a-z]+_|PRIVATE KEY/);
});
