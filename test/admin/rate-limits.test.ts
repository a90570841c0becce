// The admin API's rate limits as clients meet them: who is counted, on which answers, and with Docker Hub's headers.
import assert from 'node:assert/strict';
import test from 'node:test';
import { openInstallation, origin } from './installation.ts';

const resetSeconds = Date.UTC(2026, 10, 21, 12, 1) / 1000;
const limits = (headers: Headers): readonly (string | null)[] => ['x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset'].map((name) => headers.get(name));

test('every answer says what is left, whether it is good news or not', async (t) => {
  const { as, anonymous } = await openInstallation(t, { rateLimits: { perMinute: 10, anonymousPerMinute: 20 } });
  const developer = await as('developer');
  const answers = [
    await developer('GET', '/v2/user'),
    await developer('GET', '/v2/orgs/acme/settings'),
    await developer('PUT', '/v2/orgs/acme/settings', {}), // 403
    await developer('GET', '/v2/orgs/globex/settings'), // 404
    await developer('POST', '/v2/access-tokens', {}), // 400
  ];
  assert.deepEqual(answers.map(({ status }) => status), [200, 200, 403, 404, 400]);
  assert.deepEqual(answers.map(({ headers }) => limits(headers)), ['9', '8', '7', '6', '5'].map((left) => ['10', left, String(resetSeconds)]));
  const nobodys = [
    await anonymous('GET', '/v2/user'),
    await anonymous('GET', '/nowhere'),
    await anonymous('DELETE', '/v2/user'),
    await anonymous('GET', '/openapi.json'),
    await anonymous('POST', '/v2/users/login', 'x'.repeat(2 * 1024 * 1024)),
  ];
  assert.deepEqual(nobodys.map(({ status }) => status), [401, 404, 405, 200, 413]);
  assert.deepEqual(nobodys.map(({ headers }) => limits(headers)), ['19', '18', '17', '16', '15'].map((left) => ['20', left, String(resetSeconds)]));
});

test('who asks too often is told when to go on, and may', async (t) => {
  const { as, withToken, clock } = await openInstallation(t, { rateLimits: { perMinute: 2, anonymousPerMinute: 100 } });
  const [owner, other] = [await as('owner'), await as('developer')];
  const { send: token } = await withToken('owner', 'repo:admin');
  await owner('GET', '/v2/user');
  await token('GET', '/v2/user'); // the same account
  const refused = await owner('GET', '/v2/user');
  assert.equal(refused.status, 429);
  assert.deepEqual(refused.json, { detail: 'Rate limit exceeded', message: 'more than 2 requests in a minute: go on in 60 s' });
  assert.deepEqual([refused.headers.get('retry-after'), refused.headers.get('x-retry-after')], ['60', String(resetSeconds)]);
  assert.deepEqual(limits(refused.headers), ['2', '0', String(resetSeconds)]);
  assert.equal((await other('GET', '/v2/user')).status, 200);
  clock.nowMs += 60_000;
  assert.equal((await owner('GET', '/v2/user')).status, 200);
});

test('an address is counted apart from the accounts behind it, and by what trusted proxies say', async (t) => {
  const { admin, as } = await openInstallation(t, { rateLimits: { perMinute: 100, anonymousPerMinute: 1 } });
  const from = async (address: string, path = '/v2/user'): Promise<number> => {
    const incoming = { headers: { 'x-forwarded-for': address }, socket: { remoteAddress: '127.0.0.1' } } as never;
    return (await admin.fetch(new Request(origin + path), { incoming })).status;
  };
  assert.deepEqual([await from('192.0.2.1'), await from('192.0.2.1'), await from('192.0.2.2')], [401, 429, 401]);
  assert.deepEqual([await from('192.0.2.1', '/healthz'), await from('192.0.2.1', '/healthz')], [200, 200], 'health is never counted');
  assert.equal((await (await as('owner'))('GET', '/v2/user')).status, 200);
});

test("an identity provider is counted for its organization, and by address until it has proven whose it is", async (t) => {
  const { as, anonymous } = await openInstallation(t, { rateLimits: { perMinute: 6, anonymousPerMinute: 3 } });
  const makeToken = async (name: string, org: string): Promise<string> => (await (await as(name))('POST', `/v2/orgs/${org}/scim-token`)).json.token;
  const [first, second, other] = [await makeToken('owner', 'acme'), await makeToken('owner', 'acme'), await makeToken('stranger', 'globex')];
  const ask = async (token: string, path = '/v2/scim/2.0/Users') => {
    const { status, headers } = await anonymous('GET', path, undefined, { Authorization: `Bearer ${token}` });
    return [status, ...limits(headers).slice(0, 2)];
  };
  assert.deepEqual([await ask(first), await ask(second), await ask(first, '/v2/scim/2.0/Users/none')], [[200, '6', '5'], [200, '6', '4'], [404, '6', '3']], 'both tokens are of one organization');
  assert.deepEqual([await ask('nonsense'), await ask('nonsense'), await ask('nonsense'), await ask('nonsense')].map(([status, limit]) => [status, limit]), [[401, '3'], [401, '3'], [401, '3'], [429, '3']]);
  assert.deepEqual(await ask(first), [200, '6', '2'], 'what others guess from the same address costs it nothing');
  assert.deepEqual([await ask(first), await ask(first), await ask(second)].map(([status]) => status), [200, 200, 429]);
  assert.deepEqual(await ask(other), [200, '6', '5']);
});
