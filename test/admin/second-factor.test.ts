// The second factor of a sign-in: switched on with an authenticator app, asked for after the password, and what does in its place.
import assert from 'node:assert/strict';
import test from 'node:test';
import { scan, switchOn } from './authenticator-app.ts';
import { openBrowser } from './browser.ts';
import { openInstallation, password } from './installation.ts';

const stepMs = 30_000;
const mfaDetail = 'Require secondary authentication on MFA enabled account';

test('a second factor that is begun asks for nothing before a first code has confirmed it', async (t) => {
  const { as, anonymous, clock } = await openInstallation(t);
  const owner = await as('owner');
  assert.equal((await owner('POST', '/v2/user/totp', { password: 'wrong' })).status, 400);
  const begun = (await owner('POST', '/v2/user/totp', { password })).json;
  assert.match(begun.uri, /^otpauth:\/\/totp\/Pullgate%20gate\.example\.test%205000:owner\?issuer=.*&secret=[A-Z2-7]{32}&algorithm=SHA1&digits=6&period=30$/);
  assert.ok(begun.uri.includes(begun.secret));
  assert.equal((await anonymous('POST', '/v2/users/login', { username: 'owner', password })).status, 200);
  assert.deepEqual((await owner('GET', '/v2/user/totp')).json, { enabled: false, recovery_codes_left: 0 });

  const wrong = await owner('POST', '/v2/user/totp/confirm', { code: '000000' });
  assert.equal(wrong.status, 400);
  assert.deepEqual(Object.keys(wrong.json.fields), ['code']);
  const again = (await owner('POST', '/v2/user/totp', { password })).json;
  assert.notEqual(again.secret, begun.secret, 'a lost QR code is made anew');
  assert.equal((await owner('POST', '/v2/user/totp/confirm', { code: scan(begun.uri)(clock.nowMs) })).status, 400);
  const confirmed = await owner('POST', '/v2/user/totp/confirm', { code: scan(again.uri)(clock.nowMs) });
  assert.equal(confirmed.json.recovery_codes.length, 10);
  assert.equal(new Set(confirmed.json.recovery_codes).size, 10);
  for (const code of confirmed.json.recovery_codes) assert.match(code, /^[2-9a-z]{4}(?:-[2-9a-z]{4}){3}$/);
});

test('login answers in the very words that Docker\'s tools look for, and goes on with the code, each once', async (t) => {
  const { as, anonymous, clock } = await openInstallation(t);
  const app = await switchOn(await as('owner'), clock);
  const login = () => anonymous('POST', '/v2/users/login', { username: 'owner', password });
  const finish = (token: string, code: string, query = '') => anonymous('POST', `/v2/users/2fa-login${query}`, { login_2fa_token: token, code });

  const first = await login();
  assert.equal(first.status, 401);
  assert.equal(first.json.detail, mfaDetail);
  assert.equal((await finish(first.json.login_2fa_token, app.codeAt(clock.nowMs))).status, 401, 'the code that confirmed it was used');
  clock.nowMs += stepMs;
  const code = app.codeAt(clock.nowMs);
  const done = await finish(first.json.login_2fa_token, code, '?refresh_token=true');
  assert.equal(done.status, 200);
  assert.equal((await anonymous('GET', '/v2/user', undefined, { Authorization: `Bearer ${done.json.token}` })).json.username, 'owner');
  assert.match(done.json.refresh_token, /^pgt_ses_/);

  clock.nowMs += stepMs;
  assert.equal((await finish(first.json.login_2fa_token, app.codeAt(clock.nowMs))).status, 401, 'the token is used');
  const second = (await login()).json.login_2fa_token;
  assert.equal((await finish(second, code)).status, 401, 'the code is used');
  assert.equal((await finish(second, app.codeAt(clock.nowMs - 2 * stepMs))).status, 401, 'older than one step');
  assert.equal((await finish(second, app.codeAt(clock.nowMs + stepMs))).status, 200, 'a clock that is a step ahead');
  assert.equal((await finish((await login()).json.login_2fa_token, app.codeAt(clock.nowMs))).status, 401, 'a step before one that was used');

  const late = (await login()).json.login_2fa_token;
  clock.nowMs += 5 * 60_000;
  assert.equal((await finish(late, app.codeAt(clock.nowMs))).status, 401, 'five minutes');
  for (const foreign of ['x', done.json.token, done.json.refresh_token]) assert.equal((await finish(foreign, app.codeAt(clock.nowMs))).status, 401);
});

test('a wrong password is told before anything of a code', async (t) => {
  const { as, anonymous, clock } = await openInstallation(t);
  await switchOn(await as('owner'), clock);
  const { status, json } = await anonymous('POST', '/v2/users/login', { username: 'owner', password: 'wrong' });
  assert.equal(status, 401);
  assert.deepEqual(json, { detail: 'Incorrect authentication credentials', message: 'Incorrect authentication credentials' });
});

test('a browser sends the code along, and is asked for it where it does not', async (t) => {
  const installation = await openInstallation(t);
  const { as, anonymous, clock } = installation;
  const app = await switchOn(await as('owner'), clock);
  clock.nowMs += stepMs;
  const asked = await anonymous('POST', '/v2/sessions', { username: 'owner', password });
  assert.equal(asked.status, 401);
  assert.equal(asked.json.detail, mfaDetail);
  assert.equal(asked.headers.get('set-cookie'), null);
  assert.equal((await anonymous('POST', '/v2/sessions', { username: 'owner', password, code: '123456' })).status, 401);
  const { send } = await openBrowser(installation, 'owner', { code: ` ${app.codeAt(clock.nowMs)} ` });
  assert.equal((await send('GET', '/v2/user/totp')).json.enabled, true);
});

test('a password alone becomes no token under the newer name, and a personal access token needs no code', async (t) => {
  const { as, anonymous, clock, withToken } = await openInstallation(t);
  const { secret } = await withToken('owner', 'repo:admin');
  await switchOn(await as('owner'), clock);
  const refused = await anonymous('POST', '/v2/auth/token', { identifier: 'owner', secret: password });
  assert.equal(refused.status, 401);
  assert.equal(refused.json.detail, 'this account has a second factor: use a personal access token in place of the password');
  assert.equal((await anonymous('POST', '/v2/auth/token', { identifier: 'owner', secret })).status, 200);
  assert.equal((await anonymous('POST', '/v2/users/login', { username: 'owner', password: secret })).status, 200);
});

test('a recovery code does in place of a code, once, in any case and spacing, and its use is logged', async (t) => {
  const installation = await openInstallation(t, { withSecondOrganization: false });
  const { as, anonymous, clock } = installation;
  const { recoveryCodes } = await switchOn(await as('owner'), clock);
  const [first = '', second = ''] = recoveryCodes;
  const open = async (code: string) => (await anonymous('POST', '/v2/sessions', { username: 'owner', password, code })).status;
  assert.equal(await open(first.toUpperCase().replaceAll('-', ' ')), 201);
  assert.equal(await open(first), 401);
  assert.equal(await open(second), 201);
  const owner = await as('owner');
  assert.deepEqual((await owner('GET', '/v2/user/totp')).json, { enabled: true, recovery_codes_left: 8 });
  const activity = (await owner('GET', '/v2/activity')).text;
  assert.ok(activity.includes('user.recovery_codes.use') && activity.includes('user.totp.enable'));
  for (const code of recoveryCodes) assert.ok(!activity.includes(code));
});

test('new recovery codes want both, and those from before are worth nothing', async (t) => {
  const { as, anonymous, clock } = await openInstallation(t);
  const app = await switchOn(await as('owner'), clock);
  const owner = await as('owner');
  clock.nowMs += stepMs;
  assert.equal((await owner('POST', '/v2/user/recovery-codes', { password: 'wrong', code: app.codeAt(clock.nowMs) })).status, 400);
  assert.equal((await owner('POST', '/v2/user/recovery-codes', { password, code: '000000' })).status, 400);
  const made = await owner('POST', '/v2/user/recovery-codes', { password, code: app.codeAt(clock.nowMs) });
  assert.equal(made.status, 200);
  const open = async (code = '') => (await anonymous('POST', '/v2/sessions', { username: 'owner', password, code })).status;
  assert.equal(await open(app.recoveryCodes[0]), 401);
  assert.equal(await open(made.json.recovery_codes[0]), 201);
});

test('switching it on or off ends every other session, and what was signed in with the password alone', async (t) => {
  const installation = await openInstallation(t);
  const { as, clock, anonymous } = installation;
  const [here, elsewhere] = [await openBrowser(installation, 'owner'), await openBrowser(installation, 'owner')];
  const before = await as('owner');
  const app = await switchOn(here.send, clock);
  assert.equal((await here.send('GET', '/v2/user')).status, 200);
  assert.equal((await elsewhere.send('GET', '/v2/user')).status, 401);
  assert.equal((await before('GET', '/v2/user')).status, 401);
  assert.equal((await here.send('POST', '/v2/user/totp', { password })).status, 409, 'on already');

  clock.nowMs += stepMs;
  const again = await openBrowser(installation, 'owner', { code: app.codeAt(clock.nowMs) });
  clock.nowMs += stepMs;
  assert.equal((await here.send('DELETE', '/v2/user/totp', { password, code: '000000' })).status, 400);
  assert.equal((await here.send('DELETE', '/v2/user/totp', { password, code: app.codeAt(clock.nowMs) })).status, 204);
  assert.equal((await again.send('GET', '/v2/user')).status, 401);
  assert.equal((await anonymous('POST', '/v2/users/login', { username: 'owner', password })).status, 200);
  assert.equal((await here.send('DELETE', '/v2/user/totp', { password, code: '000000' })).status, 409, 'off already');
});

test('guesses at the code are slowed, whatever token they come with', async (t) => {
  const { as, anonymous, clock } = await openInstallation(t);
  await switchOn(await as('owner'), clock);
  const statuses: number[] = [];
  // The clock of this installation stands still: who is made to wait has waited in vain.
  while (statuses.length < 12 && !statuses.includes(429)) {
    const { login_2fa_token } = (await anonymous('POST', '/v2/users/login', { username: 'owner', password })).json;
    statuses.push((await anonymous('POST', '/v2/users/2fa-login', { login_2fa_token, code: '000000' })).status);
  }
  assert.deepEqual(statuses, [401, 401, 401, 401, 401, 429]);
});

test('a sign-in has five codes, then the password is asked for again', async (t) => {
  const { as, anonymous, clock } = await openInstallation(t);
  const app = await switchOn(await as('owner'), clock);
  const { login_2fa_token } = (await anonymous('POST', '/v2/users/login', { username: 'owner', password })).json;
  for (let guess = 0; guess < 5; guess++) assert.equal((await anonymous('POST', '/v2/users/2fa-login', { login_2fa_token, code: '000000' })).status, 401);
  clock.nowMs += stepMs;
  const { status, json } = await anonymous('POST', '/v2/users/2fa-login', { login_2fa_token, code: app.codeAt(clock.nowMs) });
  assert.equal(status, 401);
  assert.match(json.detail, /^this sign-in is over/);
});
