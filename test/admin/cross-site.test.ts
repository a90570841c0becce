// What another site can make a browser do with somebody's cookie: read nothing, change nothing, whatever the form it is sent in.
import assert from 'node:assert/strict';
import test from 'node:test';
import { pathOf } from '../../src/contract/paths.ts';
import type { Route } from '../../src/contract/route.ts';
import { routes } from '../../src/contract/routes.ts';
import { openBrowser } from './browser.ts';
import { openInstallation, origin } from './installation.ts';

const values = new Proxy<Record<string, string>>({ org: 'acme', revision: '1', username: 'developer' }, { get: (known, name: string) => known[name] ?? 'none' }) as never;
const boundary = '----pullgate';
const json = JSON.stringify({ token_label: 'x', scopes: ['repo:read'] });
/** What a form, or a script without leave, can send to another origin. */
const forms = {
  'application/x-www-form-urlencoded': 'token_label=x&scopes=repo%3Aread',
  [`multipart/form-data; boundary=${boundary}`]: `--${boundary}\r\nContent-Disposition: form-data; name="token_label"\r\n\r\nx\r\n--${boundary}--\r\n`,
  'text/plain': json,
  'text/plain;charset=UTF-8': json,
  'application/json': json,
} as const;
const elsewhere: readonly Readonly<Record<string, string>>[] = [
  { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate' },
  { Origin: 'null' },
  { Origin: 'https://evil.example' },
  { Origin: 'http://evil.admin.example.test:8080', 'Sec-Fetch-Site': 'same-site' },
  {},
];
const changing = Object.entries<Route>(routes).filter(([, { method, caller }]) => method !== 'GET' && caller !== 'anyone' && caller !== 'scim');

test('with a cookie no operation takes a form or a script of another site, or of a page that does not say where it is from', async (t) => {
  const installation = await openInstallation(t);
  const { bare } = await openBrowser(installation, 'owner');
  const before = await installation.store.newestActivity('acme');
  assert.ok(changing.length > 50);
  for (const [id, route] of changing) {
    for (const [type, body] of Object.entries(forms)) {
      for (const headers of elsewhere) {
        const { status, json: problem } = await bare(route.method, pathOf(route.path, values), body, { 'Content-Type': type, ...headers });
        assert.equal(status, 403, `${id} ${type} ${JSON.stringify(headers)}: ${problem.detail}`);
      }
    }
  }
  assert.equal(await installation.store.newestActivity('acme'), before);
  assert.equal((await bare('GET', '/v2/access-tokens')).json.count, 0);
});

test('what is no JSON changes nothing, even from our own pages', async (t) => {
  const installation = await openInstallation(t);
  const { send } = await openBrowser(installation, 'owner');
  for (const [type, body] of Object.entries(forms).slice(0, 2)) {
    const { status, json: problem } = await send('POST', '/v2/access-tokens', body, { 'Content-Type': type });
    assert.deepEqual([status, problem.detail], [400, 'body: is no valid JSON'], type);
  }
  assert.equal((await send('GET', '/v2/access-tokens')).json.count, 0);
});

test('no answer gives another site leave to read it, and what asks for leave is told that there is none', async (t) => {
  const installation = await openInstallation(t);
  const { bare } = await openBrowser(installation, 'owner');
  const foreign = { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'cors' };
  for (const [id, { path, method }] of Object.entries<Route>(routes)) {
    const asked = await bare('OPTIONS', pathOf(path, values), undefined, { ...foreign, 'Access-Control-Request-Method': method, 'Access-Control-Request-Headers': 'content-type' });
    assert.equal(asked.status, 405, id);
    const read = method === 'GET' ? await bare('GET', pathOf(path, values), undefined, foreign) : asked;
    for (const { headers } of [asked, read]) {
      assert.deepEqual([...headers.keys()].filter((name) => name.startsWith('access-control-')), [], id);
      assert.equal(headers.get('x-content-type-options'), 'nosniff', id);
      assert.equal(headers.get('x-frame-options'), 'DENY', id);
    }
  }
});

test('every cookie that is set is HttpOnly, SameSite and of the whole host, and over TLS Secure with the name __Host-', async (t) => {
  const installation = await openInstallation(t);
  for (const at of [origin, origin.replace('http:', 'https:')]) {
    const isSecure = at.startsWith('https:');
    const { anonymous } = installation;
    const opened = await anonymous('POST', `${at}/v2/sessions`, { username: 'owner', password: 'correct horse battery' });
    const [pair = ''] = (opened.headers.get('set-cookie') ?? '').split(';');
    const ended = await anonymous('POST', `${at}/v2/sessions/end`, undefined, { Cookie: pair, 'Sec-Fetch-Site': 'same-origin' });
    for (const { headers } of [opened, ended]) {
      const [first = '', ...rest] = (headers.get('set-cookie') ?? '').split('; ');
      const attributes = new Set(rest.map((each) => each.toLowerCase()));
      for (const attribute of ['httponly', 'samesite=lax', 'path=/']) assert.ok(attributes.has(attribute), `${at}: ${[...attributes].join()}`);
      assert.equal(attributes.has('secure'), isSecure);
      assert.equal(first.startsWith('__Host-'), isSecure, first);
      assert.ok(![...attributes].some((each) => each.startsWith('domain')), 'no neighbour gets it');
    }
    assert.equal(ended.status, 204);
  }
});
