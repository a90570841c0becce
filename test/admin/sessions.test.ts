// Sessions of the admin API: opened, kept in a cookie, listed and ended.
import assert from 'node:assert/strict';
import test from 'node:test';
import { cookieOf, openBrowser } from './browser.ts';
import { openInstallation, origin, password } from './installation.ts';

const hourMs = 3600_000;

test('a browser signs in to a cookie that its scripts cannot read and other sites cannot send', async (t) => {
  const installation = await openInstallation(t);
  const { reply, send } = await openBrowser(installation, 'OWNER');
  assert.match(reply.headers.get('set-cookie') ?? '', /^pullgate_session=pgt_ses_[0-9A-Za-z]{49}; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/);
  assert.ok(!reply.text.includes('pgt_ses_'), 'the secret is in the cookie alone');
  assert.equal(reply.json.user.username, 'owner');
  assert.equal(reply.json.expires_at, '2026-11-28T12:00:00.000000Z');
  assert.equal((await send('GET', '/v2/user')).json.username, 'owner');
  assert.equal((await send('POST', '/v2/access-tokens', { token_label: 'x', scopes: ['repo:read'] })).status, 201);
});

test('over TLS the cookie is the host\'s alone, and one that anybody could have set is not looked at', async (t) => {
  const { anonymous } = await openInstallation(t);
  const secure = origin.replace('http:', 'https:');
  const reply = await anonymous('POST', `${secure}/v2/sessions`, { username: 'owner', password });
  assert.match(reply.headers.get('set-cookie') ?? '', /^__Host-pullgate_session=pgt_ses_\w+; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  const ask = async (cookie: string) => (await anonymous('GET', `${secure}/v2/user`, undefined, { Cookie: cookie })).status;
  assert.equal(await ask(cookieOf(reply)), 200);
  assert.equal(await ask(cookieOf(reply).replace('__Host-', '')), 401);
});

test('a session is a bearer as well, and a bearer wins over a cookie', async (t) => {
  const installation = await openInstallation(t);
  const { cookie } = await openBrowser(installation, 'owner');
  const [, secret = ''] = cookie.split('=');
  const { anonymous } = installation;
  assert.equal((await anonymous('POST', '/v2/access-tokens', { token_label: 'x', scopes: ['repo:read'] }, { Authorization: `Bearer ${secret}` })).status, 201, 'no proof of the page is asked of a bearer');
  const member = await openBrowser(installation, 'owner');
  assert.equal((await member.send('GET', '/v2/user', undefined, { Authorization: 'Bearer nonsense' })).status, 401);
  assert.equal((await member.send('GET', '/v2/user', undefined, { Authorization: 'Basic b3duZXI6eA==' })).status, 200, "a proxy's own sign-in is not ours");
  assert.equal((await anonymous('POST', '/v2/auth/token', { identifier: 'owner', secret })).status, 401, 'it signs nobody in');
});

test('with the cookie something changes from the own pages alone, and reading is free', async (t) => {
  const installation = await openInstallation(t);
  const { bare } = await openBrowser(installation, 'owner');
  const change = async (headers: Readonly<Record<string, string>>) => (await bare('POST', '/v2/access-tokens', { token_label: 'x', scopes: ['repo:read'] }, headers)).status;
  for (const headers of [{ 'Sec-Fetch-Site': 'same-origin' }, { Origin: origin }, { 'Sec-Fetch-Site': 'same-origin', Origin: 'https://proxied.example.test' }]) assert.equal(await change(headers), 201, JSON.stringify(headers));
  for (const headers of [
    {},
    { 'Sec-Fetch-Site': 'same-site' },
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'cross-site', Origin: origin },
    { 'Sec-Fetch-Site': 'none' },
    { Origin: 'null' },
    { Origin: 'https://evil.example' },
    { Origin: origin.replace('http:', 'https:') },
    { Referer: `${origin}/` },
  ]) {
    assert.equal(await change(headers), 403, JSON.stringify(headers));
  }
  assert.equal((await bare('DELETE', '/v2/sessions', undefined, { Origin: 'https://evil.example' })).status, 403);
  const { status, headers } = await bare('GET', '/v2/user', undefined, { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' });
  assert.equal(status, 200);
  assert.equal(headers.get('access-control-allow-origin'), null);
});

test('another site signs nobody in', async (t) => {
  const { anonymous } = await openInstallation(t);
  for (const [path, body] of [['/v2/sessions', { username: 'owner', password }], ['/v2/users/login?refresh_token=true', { username: 'owner', password }], ['/v2/auth/token', { identifier: 'owner', secret: password }]] as const) {
    const { status, headers } = await anonymous('POST', path, body, { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' });
    assert.equal(status, 403, path);
    assert.equal(headers.get('set-cookie'), null);
  }
});

test('people see and end their own sessions, and nobody else\'s', async (t) => {
  const installation = await openInstallation(t);
  const [first, second, other] = [await openBrowser(installation, 'owner'), await openBrowser(installation, 'owner'), await openBrowser(installation, 'second-owner')];
  const listed = (await first.send('GET', '/v2/sessions')).json;
  assert.equal(listed.count, 2);
  assert.deepEqual(listed.results.map(({ current }) => current).toSorted(), [false, true]);
  assert.equal(listed.results[0]?.user_agent, 'Firefox/140');
  assert.equal(listed.results[0].method, 'password');
  const secondId = listed.results.find(({ current }) => !current)?.id ?? '';
  assert.equal((await other.send('DELETE', `/v2/sessions/${secondId}`)).status, 404);
  assert.equal((await second.send('GET', '/v2/user')).status, 200);

  const ended = await first.send('DELETE', `/v2/sessions/${secondId}`);
  assert.equal(ended.status, 204);
  assert.equal(ended.headers.get('set-cookie'), null);
  assert.equal((await second.send('GET', '/v2/user')).status, 401);
  assert.equal((await first.send('DELETE', `/v2/sessions/${secondId}`)).status, 404);

  const third = await openBrowser(installation, 'owner');
  assert.equal((await first.send('DELETE', '/v2/sessions')).status, 204);
  assert.equal((await third.send('GET', '/v2/user')).status, 401);
  assert.equal((await other.send('GET', '/v2/user')).status, 200);

  const out = await first.send('POST', '/v2/sessions/end');
  assert.equal(out.status, 204);
  assert.match(out.headers.get('set-cookie') ?? '', /^pullgate_session=; Max-Age=0; Path=\//);
  assert.equal((await first.send('GET', '/v2/user')).status, 401);
});

test('a session ends without use, in any case after a while, and is used until then', async (t) => {
  const installation = await openInstallation(t);
  const { clock } = installation;
  const { send } = await openBrowser(installation, 'owner');
  const idle = await openBrowser(installation, 'owner');
  for (let hours = 0; hours < 7 * 24 - 6; hours += 6) {
    assert.equal((await send('GET', '/v2/user')).status, 200, `${hours} hours`);
    clock.nowMs += 6 * hourMs;
  }
  assert.equal((await idle.send('GET', '/v2/user')).status, 401, 'unused for 12 hours');
  assert.equal((await send('GET', '/v2/sessions')).json.count, 1, 'what is over is in no list');
  clock.nowMs += 6 * hourMs;
  assert.equal((await send('GET', '/v2/user')).status, 401, 'seven days');
});

test('the last use of a session is written once a minute at most', async (t) => {
  const installation = await openInstallation(t);
  const { clock, store } = installation;
  const { send } = await openBrowser(installation, 'owner');
  const { id: userId = '' } = (await store.findAccountByName('owner')) ?? {};
  const seen = async () => (await store.listSessions(userId, { limit: 1, offset: 0 }, { nowMs: 0, idleSinceMs: 0 })).sessions[0]?.lastSeenAtMs;
  const opened = clock.nowMs;
  clock.nowMs += 59_000;
  await send('GET', '/v2/user');
  assert.equal(await seen(), opened);
  clock.nowMs += 1000;
  await send('GET', '/v2/user');
  assert.equal(await seen(), opened + 60_000);
});

test('an owner ends the sessions of a member who is in no other organization', async (t) => {
  const installation = await openInstallation(t);
  const owner = await installation.as('owner');
  const member = await openBrowser(installation, 'editor');
  assert.equal((await (await installation.as('stranger'))('DELETE', '/v2/orgs/acme/members/editor/sessions')).status, 404);
  assert.equal((await owner('DELETE', '/v2/orgs/acme/members/stranger/sessions')).status, 404);
  assert.equal((await owner('DELETE', '/v2/orgs/acme/members/editor/sessions')).status, 204);
  assert.equal((await member.send('GET', '/v2/user')).status, 401);
});

test('a tool that asks for a refresh token gets a session, unless an access token was signed in with', async (t) => {
  const { anonymous, secretOfFirstToken } = await openInstallation(t);
  const { json } = await anonymous('POST', '/v2/users/login?refresh_token=true', { username: 'owner', password });
  assert.match(json.refresh_token, /^pgt_ses_/);
  assert.equal((await anonymous('GET', '/v2/user', undefined, { Authorization: `Bearer ${json.refresh_token}` })).status, 200);
  const withToken = await anonymous('POST', '/v2/users/login?refresh_token=true', { username: 'developer', password: secretOfFirstToken });
  assert.deepEqual(Object.keys(withToken.json), ['token']);
  const refused = await anonymous('POST', '/v2/sessions', { username: 'developer', password: secretOfFirstToken });
  assert.equal(refused.status, 401);
  assert.match(refused.json.detail, /^access tokens open no session/);
});

test('a session ends with its account and with the last organization', async (t) => {
  const installation = await openInstallation(t);
  const { store } = installation;
  const [inactive, removed] = [await openBrowser(installation, 'editor'), await openBrowser(installation, 'second-owner')];
  const owner = await installation.as('owner');
  assert.equal((await owner('DELETE', '/v2/orgs/acme/members/second-owner')).status, 204);
  assert.equal((await removed.send('GET', '/v2/user')).status, 401);
  const { id: userId = '' } = (await store.findAccountByName('editor')) ?? {};
  const act = { action: 'org.member.deactivate', organization: 'acme', name: 'editor', actor: { kind: 'system', id: null, name: '', credential: { kind: 'none', id: null }, clientAddress: '', userAgent: '', requestId: '' }, atMs: 0, before: null, after: null } as const;
  await store.setAccountActive({ userId, isActive: false }, act);
  assert.equal((await inactive.send('GET', '/v2/user')).status, 401);
  await store.setAccountActive({ userId, isActive: true }, act);
  assert.equal((await inactive.send('GET', '/v2/user')).status, 401, 'it does not come back with the account');
});

test('no secret of a session reaches the log or the activity', async (t) => {
  const installation = await openInstallation(t, { withSecondOrganization: false });
  const { cookie, send } = await openBrowser(installation, 'owner');
  await send('POST', '/v2/sessions/end');
  const activity = (await (await installation.as('owner'))('GET', '/v2/activity')).text;
  const [, secret = 'none'] = cookie.split('=');
  for (const action of ['user.session.create', 'user.session.end']) assert.ok(activity.includes(action), action);
  for (const line of installation.logged) assert.ok(!line.includes(secret));
  assert.ok(!activity.includes(secret));
});
