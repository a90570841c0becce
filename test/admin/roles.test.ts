// Every operation as every kind of caller, cell by cell; a new operation needs its row in role-table.ts.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { pathOf } from '../../src/contract/paths.ts';
import type { Route } from '../../src/contract/route.ts';
import { type OperationId, routes } from '../../src/contract/routes.ts';
import { anAct } from '../../src/store/conformance/store-under-test.ts';
import { type Installation, type Reply, type Send, openInstallation, origin } from './installation.ts';
import { type CallerName, type Cell, callers, roleTable } from './role-table.ts';

const entries = Object.entries<Route>(routes) as readonly [OperationId, Route][];
/** What stands in no path is found nowhere; the organization is. */
const values = new Proxy<Record<string, string>>({ org: 'acme', revision: '999', namespace: 'bitnami', registry: 'quay.io', client: 'docker' }, { get: (known, name: string) => known[name] ?? 'none' });
const bodyOf = (route: Route): object | undefined => (route.request === undefined ? undefined : {});

interface Ask {
  readonly route: Route;
  readonly path: string;
}
type AskAs = (ask: Ask) => Promise<Reply>;

test('each operation has one row', () => {
  const listed = Object.values(roleTable).flatMap(({ operations }) => operations);
  assert.deepEqual(listed.toSorted(), entries.map(([id]) => id).toSorted());
});

test('each row has a cell for each caller', () => {
  for (const [name, { cells }] of Object.entries(roleTable)) {
    const read = cells.trim().split(/ +/);
    assert.equal(read.length, callers.length, name);
    for (const cell of read) assert.match(cell, /^(?:ok|401|403|404)$/, name);
  }
});

for (const [name, { cells, operations }] of Object.entries(roleTable)) {
  test(`${name}: each caller is let through or refused as the table says`, async (t) => {
    const expected = cells.trim().split(/ +/) as Cell[];
    const asking = await openCallers(t);
    for (const id of operations) {
      const route: Route = routes[id];
      for (const [index, who] of callers.entries()) {
        const { status, json } = await (await asking[who](route))({ route, path: pathOf(route.path, values as never) });
        assert.equal(cellOf(route, status, json.detail), expected[index], `${id} as ${who}: ${status} ${json.detail}`);
      }
    }
  });
}

/** What a refusal looks like; an operation's own 403 and 404 have other words. */
function cellOf({ caller }: Route, status: number, detail: string): Cell {
  if (caller === 'anyone' && status === 401) return 'ok'; // what was sent proved nobody, which is the operation's to say
  if (status === 401 || status === 403) return `${status}`;
  return status === 404 && detail === 'organization not found' && caller !== 'anyone' ? '404' : 'ok';
}

/** Makes each kind of caller, anew for each operation: some end their own sessions. */
async function openCallers(t: TestContext): Promise<Readonly<Record<CallerName, (route: Route) => Promise<AskAs>>>> {
  const acme = await openInstallation(t);
  const alone = await openInstallation(t, { withSecondOrganization: false });
  const owner = await acme.as('owner');
  const gone = await deactivated(acme, owner);
  const expired = await ofYesterday(acme);
  const { token: scimToken } = (await owner('POST', '/v2/orgs/acme/scim-token')).json;
  const asSend = (send: Send): AskAs => ({ route, path }) => send(route.method, path, bodyOf(route));
  const person = (name: string) => async () => asSend(await acme.as(name));
  const personal = (scope: 'repo:public_read' | 'repo:read' | 'repo:write' | 'repo:admin') => async () => asSend((await acme.withToken('owner', scope)).send);
  const bearing = (token: string) => asSend((method, path, body, headers) => acme.anonymous(method, path, body, { Authorization: `Bearer ${token}`, ...headers }));
  return {
    anonymous: () => Promise.resolve(asSend(acme.anonymous)),
    stranger: person('stranger'),
    member: person('developer'),
    editor: person('editor'),
    owner: person('owner'),
    all: async () => asSend(await alone.as('owner')),
    bare: async () => bearing(await organizationToken(acme, [{ type: 'TYPE_REPO', path: 'acme/*', scopes: ['scope-image-pull'] }])),
    scoped: async ({ organizationTokenScope = 'member-read' }) => bearing(await organizationToken(acme, [{ type: 'TYPE_ORG', path: 'acme', scopes: [`scope-${organizationTokenScope}`] }])),
    public: personal('repo:public_read'),
    read: personal('repo:read'),
    write: personal('repo:write'),
    admin: personal('repo:admin'),
    own: async () => withCookie(acme, await sessionOf(acme), { 'Sec-Fetch-Site': 'same-origin', Origin: origin }),
    other: async () => withCookie(acme, await sessionOf(acme), { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' }),
    expired: () => Promise.resolve(asSend(expired)),
    gone: () => Promise.resolve(asSend(gone)),
    scim: () => Promise.resolve(bearing(scimToken)),
  };
}

async function deactivated({ as, store }: Installation, owner: Send): Promise<Send> {
  await owner('POST', '/v2/orgs/acme/members', { username: 'gone', role: 'owner' });
  const send = await as('gone');
  assert.equal((await send('GET', '/v2/orgs/acme/settings')).status, 200);
  const { id } = (await store.findAccountByName('gone')) ?? assert.fail('was made');
  assert.equal(await store.setAccountActive({ userId: id, isActive: false }, anAct()), 'changed');
  return send;
}

async function ofYesterday({ as, clock }: Installation): Promise<Send> {
  clock.nowMs -= 86_400_000;
  const send = await as('owner');
  clock.nowMs += 86_400_000;
  return send;
}

async function organizationToken({ as, anonymous }: Installation, resources: readonly object[]): Promise<string> {
  const { token } = (await (await as('owner'))('POST', '/v2/orgs/acme/access-tokens', { label: 'ci', resources })).json;
  return (await anonymous('POST', '/v2/auth/token', { identifier: 'acme', secret: token })).json.access_token;
}

async function sessionOf({ store, sessions }: Installation): Promise<string> {
  const account = (await store.findAccountByName('owner')) ?? assert.fail('was made');
  return (await sessions.open({ account, method: 'password', clientAddress: '', userAgent: '' }, () => anAct())).secret;
}

function withCookie({ anonymous }: Installation, secret: string, headers: Readonly<Record<string, string>>): AskAs {
  return ({ route, path }) => anonymous(route.method, path, bodyOf(route), { Cookie: `pullgate_session=${secret}`, ...headers });
}
