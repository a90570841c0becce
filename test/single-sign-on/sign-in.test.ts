// Signing in with a real OpenID Connect provider: who one is afterwards, and what no second use of anything gives.
import assert from 'node:assert/strict';
import test from 'node:test';
import { switchOn } from '../admin/authenticator-app.ts';
import { password } from '../admin/installation.ts';
import { openBrowser } from './browser.ts';
import { connectionPath, detailOf, openScene, startPath } from './scene.ts';

const jane = { email: 'jane@acme.test', email_verified: true, preferred_username: 'Jane.Doe', name: 'Jane Doe' };

test('a first sign-in makes an account and its membership, and the next one finds them', async (t) => {
  const { provider, owner, signIn, whoIs, server } = await openScene(t);
  provider.people.set('sub-1', jane);
  const { url, browser } = await signIn('sub-1');
  assert.equal(url.href, `${server}/`);
  assert.deepEqual(await whoIs(browser), { status: 200, username: 'jane.doe', email: 'jane@acme.test' });
  assert.deepEqual(await whoIs((await signIn('sub-1')).browser), { status: 200, username: 'jane.doe', email: 'jane@acme.test' });
  const { json } = await owner('GET', '/v2/orgs/acme/members?page_size=100');
  const janes = (json.results as unknown as { username: string; role: string; full_name: string }[]).filter(({ username }) => username.startsWith('jane'));
  assert.deepEqual(janes.map(({ username, role, full_name }) => ({ username, role, full_name })), [{ username: 'jane.doe', role: 'Member', full_name: 'Jane Doe' }]);
});

test('a name that is taken gets a number, and an address that is not verified is not kept', async (t) => {
  const { provider, signIn, whoIs } = await openScene(t);
  provider.people.set('sub-2', { preferred_username: 'owner', email: 'owner@acme.test', email_verified: false });
  assert.deepEqual(await whoIs((await signIn('sub-2')).browser), { status: 200, username: 'owner-2', email: '' });
});

test('the browser is sent back to the path it came from, and to no other host', async (t) => {
  const { provider, server } = await openScene(t);
  provider.people.set('sub-1', jane);
  const { url } = await openBrowser().visit(`${server}${startPath}?return_to=${encodeURIComponent('/people?tab=teams#x')}`, { login: 'sub-1' });
  assert.equal(url.href, `${server}/people?tab=teams#x`);
  for (const elsewhere of ['https://evil.test/', '//evil.test/', '/\\evil.test', '\\/evil.test', 'javascript:alert(1)', '/a\nb', '/%0d%0a/../\\x', '', 'people', '///evil.test', `/${'x'.repeat(2000)}`]) {
    const { status, text } = await openBrowser().visit(`${server}${startPath}?return_to=${encodeURIComponent(elsewhere)}`);
    assert.equal(status, 400, elsewhere);
    assert.match(detailOf(text), /^return_to: must /, elsewhere);
  }
});

test('a sign-in that was completed cannot be completed again, by anybody', async (t) => {
  const { provider, server } = await openScene(t);
  provider.people.set('sub-1', jane);
  const browser = openBrowser();
  const isCallback = ({ pathname }: URL): boolean => pathname === '/v2/single-sign-on/callback';
  const { url } = await browser.visit(server + startPath, { login: 'sub-1', stopBefore: isCallback });
  const elsewhere = await openBrowser().visit(url.href);
  assert.equal(elsewhere.status, 400);
  assert.match(detailOf(elsewhere.text), /^this sign-in was not begun in this browser/);

  const attempt = browser.cookies(server);
  assert.equal((await browser.visit(url.href)).url.href, `${server}/`);
  const replay = openBrowser();
  replay.setCookies(server, attempt);
  const again = await replay.visit(url.href);
  assert.equal(again.status, 400);
  assert.match(detailOf(again.text), /or is over already: start again$/);
  assert.equal(replay.cookies(server).includes('pullgate_session'), false);
});

test('a code that was used, or belongs to another sign-in, opens nothing', async (t) => {
  const { provider, server } = await openScene(t);
  provider.people.set('sub-1', jane);
  const isCallback = ({ pathname }: URL): boolean => pathname === '/v2/single-sign-on/callback';
  const first = openBrowser();
  const { url: used } = await first.visit(server + startPath, { login: 'sub-1', stopBefore: isCallback });
  const stolen = used.searchParams.get('code') ?? '';
  for (const isUsedFirst of [false, true]) {
    if (isUsedFirst) await first.visit(used.href);
    const second = openBrowser();
    const { url } = await second.visit(server + startPath, { login: 'sub-1', stopBefore: isCallback });
    url.searchParams.set('code', stolen);
    const { status, text } = await second.visit(url.href);
    assert.equal(status, 403);
    assert.match(detailOf(text), /^the identity provider refused the code of this sign-in/);
    assert.equal(second.cookies(server).includes('pullgate_session'), false);
  }
});

test('a state that was changed, an answer without iss or of another issuer, and a refusal there sign nobody in', async (t) => {
  const { provider, server } = await openScene(t);
  provider.people.set('sub-1', jane);
  const isCallback = ({ pathname }: URL): boolean => pathname === '/v2/single-sign-on/callback';
  for (const [change, sentence] of [
    [(query: URLSearchParams) => query.set('state', 'x'), /^this sign-in was not begun/],
    [(query: URLSearchParams) => query.delete('iss'), /not valid/],
    [(query: URLSearchParams) => query.set('iss', 'https://evil.test'), /not valid/],
    [(query: URLSearchParams) => query.append('code', 'twice'), /not valid/],
    [(query: URLSearchParams) => { query.delete('code'); query.set('error', 'access_denied'); query.set('error_description', 'not\ntoday'); }, /^the identity provider did not sign you in \(access_denied: not today\)/],
  ] as const) {
    const browser = openBrowser();
    const { url } = await browser.visit(server + startPath, { login: 'sub-1', stopBefore: isCallback });
    change(url.searchParams);
    const { status, text } = await browser.visit(url.href);
    assert.ok(status === 400 || status === 403);
    assert.match(detailOf(text), sentence);
    assert.equal(browser.cookies(server).includes('pullgate_session'), false);
  }
});

test('a sign-in with the provider asks for no code here, of whoever has a second factor for their password', async (t) => {
  const { provider, signIn, whoIs, connect, as, anonymous, server, clock, store } = await openScene(t);
  await connect({ link_by_email: true });
  const editor = await as('editor');
  await switchOn((method, path, body, headers) => editor(method, server + path, body, headers), clock);
  assert.equal((await store.findAccountByName('editor'))?.hasSecondFactor, true);
  const withPassword = await anonymous('POST', `${server}/v2/users/login`, { username: 'editor', password });
  assert.equal(withPassword.json.detail, 'Require secondary authentication on MFA enabled account');
  provider.people.set('sub-1', { email: 'editor@acme.example', email_verified: true });
  assert.equal((await whoIs((await signIn('sub-1')).browser)).username, 'editor');
});

test('an attempt ends after ten minutes', async (t) => {
  const { provider, server, clock } = await openScene(t);
  provider.people.set('sub-1', jane);
  const browser = openBrowser();
  const { url } = await browser.visit(server + startPath, { login: 'sub-1', stopBefore: ({ pathname }) => pathname === '/v2/single-sign-on/callback' });
  clock.nowMs += 601_000;
  assert.equal((await browser.visit(url.href)).status, 400);
});

test('keys that the provider has rotated are known at once', async (t) => {
  const { provider, signIn, whoIs } = await openScene(t);
  provider.people.set('sub-1', jane);
  for (let rotation = 0; rotation < 3; rotation += 1) {
    assert.equal((await whoIs((await signIn('sub-1')).browser)).username, 'jane.doe');
    await provider.rotateKeys();
  }
});

test('whoever is deactivated here is told so, and gets no session', async (t) => {
  const { provider, signIn, store, server } = await openScene(t);
  provider.people.set('sub-1', jane);
  await signIn('sub-1');
  const account = await store.findAccountByName('jane.doe');
  const { anAct } = await import('../../src/store/conformance/store-under-test.ts');
  await store.setAccountActive({ userId: account?.id ?? '', isActive: false }, anAct());
  const { status, text, browser } = await signIn('sub-1');
  assert.equal(status, 403);
  assert.equal(detailOf(text), 'your account `jane.doe` is deactivated: ask an owner of acme');
  assert.equal(browser.cookies(server).includes('pullgate_session'), false);
});

test('an organization without single sign-on, one that is switched off and one that is not there read the same', async (t) => {
  const { connect, owner, server } = await openScene(t);
  const ask = async (path: string) => openBrowser().visit(server + path);
  const missing = await ask('/v2/single-sign-on/nowhere/start');
  assert.equal(missing.status, 404);
  await connect({ enabled: false });
  const off = await ask(startPath);
  assert.deepEqual([off.status, off.text], [missing.status, missing.text]);
  const offers = async (query: string) => ((await (await fetch(`${server}/v2/single-sign-on?${query}`)).json()) as { results: unknown[] }).results;
  for (const query of ['organization=acme', 'organization=nowhere', 'email=jane@acme.test']) assert.deepEqual(await offers(query), [], query);
  await connect({ enabled: true, domains: ['ACME.test'] });
  const offer = { organization: 'acme', start_url: server + startPath, password: true };
  for (const query of ['organization=ACME', 'email=jane@Acme.test']) assert.deepEqual(await offers(query), [offer], query);
  for (const query of ['email=jane@other.test', 'email=acme', 'organization=']) assert.deepEqual(await offers(query), [], query);
  assert.equal((await owner('DELETE', connectionPath)).status, 204);
  assert.equal((await owner('GET', connectionPath)).status, 404);
  assert.equal((await owner('DELETE', connectionPath)).status, 404);
});

test('a provider that goes away is told as that', async (t) => {
  const { provider, server, clock } = await openScene(t);
  provider.stop();
  clock.nowMs += 3_600_000;
  const { status, text } = await openBrowser().visit(server + startPath);
  assert.equal(status, 400);
  assert.match(detailOf(text), /^the identity provider at 127\.0\.0\.1:\d+ cannot be reached \(ECONNREFUSED\): try again$/);
});
