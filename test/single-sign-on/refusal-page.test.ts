// What a person's browser shows when a sign-in is refused: a page with the reason and the way back, and JSON for everything else.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBrowser } from './browser.ts';
import { type Scene, openScene, startPath } from './scene.ts';

/** As Chromium sends it. */
const browserAccept = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8';
const callbackPath = '/v2/single-sign-on/callback';

async function show(address: string, { accept = browserAccept, cookie = '' } = {}): Promise<{ readonly status: number; readonly headers: Headers; readonly text: string }> {
  const response = await fetch(address, { redirect: 'manual', headers: { accept, cookie } });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** Up to the point at which the provider sends the browser back. */
async function comeBack({ server, provider }: Scene, query = ''): Promise<{ readonly address: string; readonly cookie: string }> {
  provider.people.set('mallory', { email: 'mallory@<b>evil</b>.test', email_verified: true, preferred_username: 'mallory' });
  const browser = openBrowser();
  const { url } = await browser.visit(server + startPath + query, { login: 'mallory', stopBefore: ({ pathname }) => pathname === callbackPath });
  return { address: url.href, cookie: browser.cookies(server) };
}

test('a refused person reads why, and begins the same again with the link', async (t) => {
  const scene = await openScene(t);
  await scene.connect({ domains: ['acme.test'] });
  const { address, cookie } = await comeBack(scene, '?return_to=/people');
  const { status, headers, text } = await show(address, { cookie });
  assert.equal(status, 403);
  assert.equal(headers.get('content-type'), 'text/html; charset=UTF-8');
  assert.equal(headers.get('vary'), 'Accept');
  assert.equal(headers.get('cache-control'), 'no-store');
  assert.match(text, /<h1>You are not signed in<\/h1>/);
  assert.match(text, /<p>Only people with a verified e-mail address at acme\.test sign in to acme: yours is mallory@&lt;b&gt;evil&lt;\/b&gt;\.test\.<\/p>/);
  const link = /<a class="again" href="([^"]+)">Try again<\/a>/.exec(text)?.[1] ?? '';
  assert.equal(link, `${startPath}?return_to=%2Fpeople`);
  assert.equal((await show(new URL(link, scene.server).href)).status, 302);
});

test('a page loads nothing and runs nothing', async (t) => {
  const { server } = await openScene(t);
  const { headers, text } = await show(`${server}${callbackPath}?state="><script>alert(1)</script>`);
  assert.match(headers.get('content-security-policy') ?? '', /^default-src 'none'; style-src 'sha256-[\w+/=]+'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/);
  assert.doesNotMatch(text, /<script|<img|<form|<link|\son\w+=/i);
});

test('without a browser that knows where it began, the page says so; with one it links there', async (t) => {
  const scene = await openScene(t);
  const { address, cookie } = await comeBack(scene);
  const stranger = await show(address);
  assert.equal(stranger.status, 400);
  assert.match(stranger.text, /This sign-in was not begun in this browser, .*: start again\./);
  assert.match(stranger.text, /Go back to where you began to sign in/);
  assert.doesNotMatch(stranger.text, /<a /);

  assert.equal((await show(address, { cookie })).status, 302);
  const again = await show(address, { cookie });
  assert.equal(again.status, 400);
  assert.ok(again.text.includes(`href="${startPath}?return_to=%2F"`), again.text);
});

test('a tool that listens is not forgotten on the way back', async (t) => {
  const scene = await openScene(t);
  await scene.connect({ domains: ['acme.test'] });
  const query = `code_challenge=${'c'.repeat(43)}&port=4711&state=${'s'.repeat(16)}`;
  const { address, cookie } = await comeBack(scene, `?${query}`);
  const { text } = await show(address, { cookie });
  assert.ok(text.includes(`href="${startPath}?${query.replaceAll('&', '&amp;')}"`), text);
});

test('a provider that is away, an organization without one, and a wrong query are pages as well', async (t) => {
  const scene = await openScene(t);
  const { server, provider } = scene;
  const wrong = await show(`${server}${startPath}?return_to=//evil.test`);
  assert.equal(wrong.status, 400);
  assert.match(wrong.text, /Return_to must /);
  const missing = await show(`${server}/v2/single-sign-on/nowhere/start`);
  assert.equal(missing.status, 404);
  assert.match(missing.text, /Single sign-on of this organization not found\./);
  assert.doesNotMatch(missing.text, /Try again/);
  const { address, cookie } = await comeBack(scene);
  provider.stop();
  const away = await show(address, { cookie });
  assert.equal(away.status, 403);
  assert.match(away.text, /Try again/);
});

test('whatever does not want a page more than JSON gets JSON, and other addresses have no pages', async (t) => {
  const { server } = await openScene(t);
  for (const accept of ['*/*', 'application/json', 'text/html,application/json']) {
    const { status, headers, text } = await show(server + callbackPath, { accept });
    assert.equal(status, 400);
    assert.equal(headers.get('content-type'), 'application/json', accept);
    assert.match((JSON.parse(text) as { readonly detail: string }).detail, /start again$/);
  }
  const elsewhere = await show(`${server}/v2/user`);
  assert.deepEqual([elsewhere.status, elsewhere.headers.get('content-type')], [401, 'application/json']);
});
