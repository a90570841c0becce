// Signing in to the admin API.
import assert from 'node:assert/strict';
import test from 'node:test';
import { openInstallation, origin, password } from './installation.ts';

const claimsOf = (jwt: string) => JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;

test('a password or a personal access token becomes a bearer token of ten minutes, under both names of the operation', async (t) => {
  const { anonymous, admin, secretOfFirstToken, clock } = await openInstallation(t);
  for (const [username, secret] of [['owner', password], ['OWNER', password], ['developer', secretOfFirstToken]] as const) {
    const login = await anonymous('POST', '/v2/users/login?refresh_token=true', { username, password: secret, serveraddress: 'ignored' });
    const auth = await anonymous('POST', '/v2/auth/token', { identifier: username, secret });
    assert.deepEqual([login.status, auth.status], [200, 200]);
    for (const token of [login.json.token, auth.json.access_token]) {
      const claims = claimsOf(token);
      assert.equal(claims['exp'], clock.nowMs / 1000 + 600);
      assert.equal((claims['https://hub.docker.com'] as { username: string }).username, username.toLowerCase());
      const user = await admin.fetch(new Request(`${origin}/v2/user`, { headers: { Authorization: `Bearer ${token}` } }));
      assert.equal(((await user.json()) as { username: string }).username, username.toLowerCase());
    }
  }
});

test('a wrong name and a wrong secret read the same', async (t) => {
  const { anonymous } = await openInstallation(t);
  for (const credentials of [
    { username: 'owner', password: 'wrong' },
    { username: 'nobody', password },
    { username: 'developer', password },
    { username: 'owner', password: `pgt_pat_${'x'.repeat(42)}` },
  ]) {
    const { status, json } = await anonymous('POST', '/v2/users/login', credentials);
    assert.equal(status, 401);
    assert.deepEqual(json, { detail: 'Incorrect authentication credentials', message: 'Incorrect authentication credentials' });
  }
});

test('after too many failures the answer says when to try again, in both of the forms that clients know', async (t) => {
  const { admin, clock, logged } = await openInstallation(t);
  const givenUp = new AbortController();
  const body = JSON.stringify({ identifier: 'nobody', secret: `pgt_pat_${'y'.repeat(42)}` });
  const attempts = Array.from({ length: 15 }, async () => admin.fetch(new Request(`${origin}/v2/auth/token`, { method: 'POST', body, signal: givenUp.signal })));
  const refused = await Promise.any(
    attempts.map(async (attempt) => {
      const response = await attempt;
      if (response.status !== 429) throw new Error('not yet');
      return response;
    }),
  );
  const seconds = Number(refused.headers.get('retry-after'));
  assert.ok(seconds >= 1 && seconds <= 900, String(seconds));
  assert.equal(Number(refused.headers.get('x-retry-after')), Math.ceil(clock.nowMs / 1000) + seconds);
  assert.match(((await refused.json()) as { detail: string }).detail, /^too many failed sign-ins/);

  // Those that are made to wait end with their clients, and are no failure of the server.
  givenUp.abort();
  await Promise.all(attempts);
  assert.ok(!logged.some((line) => line.includes('request to the admin API failed')));
});

test('a token that is revoked, expired or inactive is refused in its own words', async (t) => {
  const { anonymous, as, clock } = await openInstallation(t);
  const owner = await as('owner');
  const make = async () => (await owner('POST', '/v2/access-tokens', { token_label: 'ci', scopes: ['repo:read'], expires_at: '2026-11-21T12:05:00Z' })).json as { uuid: string; token: string };
  const login = async (secret: string) => anonymous('POST', '/v2/users/login', { username: 'owner', password: secret });
  const [revoked, inactive, expired] = [await make(), await make(), await make()];
  await owner('DELETE', `/v2/access-tokens/${revoked.uuid}`);
  await owner('PATCH', `/v2/access-tokens/${inactive.uuid}`, { is_active: false });
  assert.match((await login(revoked.token)).json.detail, /revoked/);
  assert.match((await login(inactive.token)).json.detail, /deactivated/);
  assert.equal((await login(expired.token)).status, 200);
  clock.nowMs += 5 * 60_000;
  const late = await login(expired.token);
  assert.equal(late.status, 401);
  assert.match(late.json.detail, /expired/);
});

test("an organization access token of Docker's own is refused, and told what is not", async (t) => {
  const { anonymous } = await openInstallation(t);
  const { status, json } = await anonymous('POST', '/v2/auth/token', { identifier: 'acme', secret: 'dckr_oat_abcdefghijklmnopqrstuvwxyz12345' });
  assert.equal(status, 401);
  assert.match(json.detail, /^organization access tokens of Docker Hub cannot be used here: make one of Pullgate's/);
});

test('what is not a bearer token of this admin API is refused with a challenge', async (t) => {
  const { anonymous, as, adminTokens, clock } = await openInstallation(t);
  const owner = await as('owner');
  const { token } = await adminTokens.issue({ subject: { kind: 'user', id: 'no-such-account', name: 'owner', scopes: ['repo:admin'] }, credentialVersion: 1 });
  for (const authorization of ['', 'Bearer', 'Bearer x.y.z', 'Basic b3duZXI6cGFzc3dvcmQ=', `Bearer ${token}`, `Bearer ${token}x`, `Bearer ${'a'.repeat(20_000)}`]) {
    const { status, headers, json } = await anonymous('GET', '/v2/user', undefined, authorization === '' ? {} : { Authorization: authorization });
    assert.equal(status, 401, authorization.slice(0, 40));
    assert.equal(headers.get('www-authenticate'), 'Bearer realm="pullgate"');
    assert.match(json.detail, /^authentication required: /);
  }
  clock.nowMs += 11 * 60_000;
  assert.equal((await owner('GET', '/v2/user')).status, 401, 'ten minutes are over');
});

test('a bearer token ends with the personal access token it was made from', async (t) => {
  const { as, withToken } = await openInstallation(t);
  const owner = await as('owner');
  const revoked = await withToken('owner', 'repo:admin');
  const inactive = await withToken('owner', 'repo:admin');
  for (const { send } of [revoked, inactive]) assert.equal((await send('GET', '/v2/user')).status, 200);
  await owner('DELETE', `/v2/access-tokens/${revoked.tokenId}`);
  await owner('PATCH', `/v2/access-tokens/${inactive.tokenId}`, { is_active: false });
  for (const { send } of [revoked, inactive]) assert.equal((await send('GET', '/v2/user')).status, 401);
  await owner('PATCH', `/v2/access-tokens/${inactive.tokenId}`, { is_active: true });
  assert.equal((await inactive.send('GET', '/v2/user')).status, 200);
});

test('no secret of a sign-in reaches the log', async (t) => {
  const { anonymous, secretOfFirstToken, logged } = await openInstallation(t);
  await anonymous('POST', '/v2/users/login', { username: 'developer', password: secretOfFirstToken });
  await anonymous('POST', '/v2/users/login', { username: 'owner', password });
  for (const line of logged) assert.ok(!line.includes(password) && !line.includes(secretOfFirstToken), line);
});
