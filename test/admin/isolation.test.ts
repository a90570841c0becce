// One organization can neither read nor guess another: to whoever is in neither, one that exists and one that does not are the same.
import assert from 'node:assert/strict';
import test from 'node:test';
import { pathOf } from '../../src/contract/paths.ts';
import type { Route } from '../../src/contract/route.ts';
import { routes } from '../../src/contract/routes.ts';
import { type Reply, openInstallation } from './installation.ts';

const ofOrganization = Object.entries<Route>(routes).filter(([, { path, caller }]) => path.includes('{org}') && caller !== 'anyone');
/** What differs between any two answers: which request it was, and how many are left. */
const ofTheRequest = new Set(['x-request-id', 'x-ratelimit-remaining']);

function seen({ status, text, headers }: Reply): object {
  return { status, text, headers: [...headers].filter(([name]) => !ofTheRequest.has(name)).toSorted() };
}

test('each operation on an organization answers a stranger as if it were not there, byte for byte', async (t) => {
  const { as, withToken } = await openInstallation(t);
  const strangers = { password: await as('stranger'), token: (await withToken('stranger', 'repo:admin')).send, 'narrow token': (await withToken('stranger', 'repo:read')).send };
  for (const [id, route] of ofOrganization) {
    for (const [who, send] of Object.entries(strangers)) {
      for (const body of route.request === undefined ? [undefined] : [{}, { organization: 'acme' }, '{"broken":']) {
        const values = (org: string) => new Proxy<Record<string, string>>({ org, revision: '1', username: 'owner' }, { get: (known, name: string) => known[name] ?? 'none' }) as never;
        const foreign = await send(route.method, pathOf(route.path, values('acme')), body);
        const absent = await send(route.method, pathOf(route.path, values('nowhere')), body);
        assert.deepEqual(seen(foreign), seen(absent), `${id} with ${who}`);
        assert.equal(foreign.status, 404, `${id} with ${who}`);
        assert.equal(foreign.json.detail, 'organization not found', id);
      }
    }
  }
  assert.ok(ofOrganization.length > 20);
});

test('what names an organization elsewhere than in the path gives none away either', async (t) => {
  const { as } = await openInstallation(t);
  const stranger = await as('stranger');
  const invite = (org: string) => stranger('POST', '/v2/invites/bulk', { org, invitees: ['someone'], role: 'member' });
  assert.deepEqual(seen(await invite('acme')), seen(await invite('nowhere')));
  assert.equal((await invite('acme')).status, 404);
});

test('names of organizations are compared without case', async (t) => {
  const { as } = await openInstallation(t);
  const stranger = await as('stranger');
  assert.equal((await stranger('GET', '/v2/orgs/Globex/settings')).status, 200);
  assert.deepEqual(seen(await stranger('GET', '/v2/orgs/ACME/settings')), seen(await stranger('GET', '/v2/orgs/acme/settings')));
});
