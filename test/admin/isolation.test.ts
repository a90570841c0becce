// One organization can neither read nor guess another: to whoever is in neither, one that exists and one that does not are the same.
import assert from 'node:assert/strict';
import test from 'node:test';
import { pathOf } from '../../src/contract/paths.ts';
import type { Route } from '../../src/contract/route.ts';
import { routes } from '../../src/contract/routes.ts';
import { anAct } from '../../src/store/conformance/store-under-test.ts';
import { type Installation, type Reply, type Send, openInstallation, password } from './installation.ts';

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

/** Of acme, and switched off: people are not to learn of it. */
async function connectSwitchedOff({ store }: Installation): Promise<void> {
  const connection = {
    organization: 'acme', issuer: 'https://login.acme.example', clientId: 'pullgate', clientSecret: null, scopes: [], groupClaim: 'groups', groupMapping: [], defaultRole: 'member', domains: ['acme.example'],
    linkByEmail: false, externalIdClaim: null, isEnabled: false, isEnforced: false, passwordOwners: [], createdAtMs: 1, changedAtMs: 1, revision: 1,
  } as const;
  assert.equal(await store.saveConnection(connection, [anAct()]), 'saved');
}

test('who is not signed in learns of no organization and no person by asking for single sign-on, invitations, sign-in or SCIM', async (t) => {
  const installation = await openInstallation(t);
  const { anonymous, as } = installation;
  const owner = await as('owner');
  const sent = (await owner('POST', '/v2/invites/bulk', { org: 'acme', invitees: ['ann@acme.example'], role: 'member' })).json as unknown as { readonly invitees: readonly { readonly invite: { readonly id: string; readonly link: string } }[] };
  const { id = '', link = '' } = sent.invitees[0]?.invite ?? {};
  const cancelled = /pgt_[a-z]+_\w+/.exec(link)?.[0] ?? assert.fail(link);
  const never = cancelled.slice(0, -1) + (cancelled.endsWith('0') ? '1' : '0');
  assert.equal((await owner('DELETE', `/v2/invites/${id}`)).status, 204);
  const challenge = 'x'.repeat(43);
  const pairs: readonly (readonly [name: string, there: () => Promise<Reply>, absent: () => Promise<Reply>])[] = [
    ...(['', '&email=', 'start', 'tool'] as const).map((kind) => {
      const ask = (org: string) => anonymous('GET', kind === '' ? `/v2/single-sign-on?organization=${org}` : kind === '&email=' ? `/v2/single-sign-on?email=owner@${org}.example` : `/v2/single-sign-on/${org}/start${kind === 'tool' ? `?code_challenge=${challenge}` : ''}`);
      return [`single sign-on ${kind}`, () => ask('acme'), () => ask('nowhere')] as const;
    }),
    ['an invitation', () => anonymous('GET', `/v2/invites/token/${cancelled}`), () => anonymous('GET', `/v2/invites/token/${never}`)],
    ['declining', () => anonymous('POST', '/v2/invites/decline', { token: cancelled }), () => anonymous('POST', '/v2/invites/decline', { token: never })],
    ['registering', () => anonymous('POST', '/v2/invites/register', { token: cancelled, username: 'owner', password }), () => anonymous('POST', '/v2/invites/register', { token: never, username: 'nobody', password })],
    ...['owner', 'acme', 'globex'].flatMap((name) => [
      [`login of ${name}`, () => anonymous('POST', '/v2/users/login', { username: name, password: 'wrong password' }), () => anonymous('POST', '/v2/users/login', { username: 'nowhere', password: 'wrong password' })] as const,
      [`token for ${name}`, () => anonymous('POST', '/v2/auth/token', { identifier: name, secret: 'wrong password' }), () => anonymous('POST', '/v2/auth/token', { identifier: 'nowhere', secret: 'wrong password' })] as const,
      [`session of ${name}`, () => anonymous('POST', '/v2/sessions', { username: name, password: 'wrong password' }), () => anonymous('POST', '/v2/sessions', { username: 'nowhere', password: 'wrong password' })] as const,
    ]),
  ];
  const compare = async (): Promise<void> => {
    for (const [name, there, absent] of pairs) {
      const [one, other] = [seen(await there()), seen(await absent())];
      assert.deepEqual(one, other, name);
      assert.doesNotMatch(JSON.stringify(one), /acme|globex/i, name);
      // Sign-in slows down who fails, by name and by address: every guess is made a while after the one before.
      installation.clock.nowMs += 3_600_000;
    }
  };
  await compare();
  await connectSwitchedOff(installation);
  await compare();
});

test('a namespace that is another organization is for a stranger what one is that is none', async (t) => {
  const { as } = await openInstallation(t);
  const stranger = await as('stranger');
  for (const path of ['/v2/orgs/NAME', '/v2/repositories/NAME', '/v2/repositories/NAME/app', '/v2/namespaces/NAME/repositories', '/v2/namespaces/NAME/repositories/app/tags', '/v2/repositories/NAME/app/tags/latest']) {
    // As long as each other, and compared without the name itself.
    const ask = async (name: string) => JSON.stringify(seen(await stranger('GET', path.replace('NAME', name)))).replaceAll(name, 'NAME').replace(/[0-9a-f]{8}-?[0-9a-f-]{24,27}/g, 'ID');
    assert.equal(await ask('acme'), await ask('acmf'), path);
  }
});

test('an owner reaches no account of another organization, in whatever way accounts are looked after', async (t) => {
  const installation = await openInstallation(t);
  const { as, store, anonymous } = installation;
  const owner = await as('owner');
  const { token } = (await owner('POST', '/v2/orgs/acme/scim-token')).json;
  const scim: Send = (method, path, body) => anonymous(method, `/v2/scim/2.0${path}`, body, { Authorization: `Bearer ${token}`, 'Content-Type': 'application/scim+json' });
  const stranger = (await store.findAccountByName('stranger')) ?? assert.fail('is there');
  const patch = { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: [{ op: 'replace', value: { active: false, password: 'another password', emails: [{ value: 'evil@acme.example', primary: true }] } }] };
  const attempts: readonly (readonly [Send, method: string, path: string, body: unknown, statuses: readonly number[]])[] = [
    [owner, 'POST', '/v2/orgs/acme/members/stranger/password', { remove_totp: true }, [404]],
    [owner, 'POST', '/v2/orgs/globex/members/stranger/password', {}, [404]],
    [owner, 'DELETE', '/v2/orgs/acme/members/stranger/sessions', undefined, [404]],
    [owner, 'DELETE', '/v2/orgs/globex/members/stranger', undefined, [404]],
    [owner, 'PUT', '/v2/orgs/acme/members/stranger', { role: 'member' }, [404]],
    [owner, 'POST', '/v2/orgs/acme/members', { username: 'stranger', password: 'another password', role: 'member' }, [409]],
    [scim, 'GET', `/Users/${stranger.id}`, undefined, [404]],
    [scim, 'PATCH', `/Users/${stranger.id}`, patch, [404]],
    [scim, 'PUT', `/Users/${stranger.id}`, { userName: 'stranger', active: false }, [404]],
    [scim, 'DELETE', `/Users/${stranger.id}`, undefined, [404]],
    [scim, 'POST', '/Groups', { displayName: 'all', members: [{ value: stranger.id }] }, [400, 404]],
    [scim, 'POST', '/Users', { userName: 'stranger', active: true, password: 'another password' }, [201]],
  ];
  const strangers = await as('stranger');
  for (const [send, method, path, body, statuses] of attempts) {
    const { status, text } = await send(method, path, body);
    assert.ok(statuses.includes(status), `${method} ${path}: ${status} ${text}`);
  }
  assert.deepEqual(await store.findAccountByName('stranger'), stranger);
  assert.deepEqual(await store.membershipsOf(stranger.id), [{ organization: 'globex', role: 'owner' }]);
  assert.equal((await strangers('GET', '/v2/user')).status, 200, 'nothing of theirs ended');
  assert.equal((await anonymous('POST', '/v2/sessions', { username: 'stranger', password })).status, 201);
});
