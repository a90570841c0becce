// What all routes of the admin API share: addresses, limits, headers, and who may call.
import assert from 'node:assert/strict';
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import test from 'node:test';
import { getRequestListener } from '@hono/node-server';
import { pathOf } from '../../src/contract/paths.ts';
import type { Route } from '../../src/contract/route.ts';
import { routes } from '../../src/contract/routes.ts';
import { openInstallation } from './installation.ts';

const entries = Object.entries<Route>(routes);
const values = { org: 'acme', uuid: 'none', id: 'none', revision: '999', namespace: 'bitnami', registry: 'quay.io' };
const addressOf = (route: Route): string => pathOf(route.path, values as never);

test('each path answers alike with and without a trailing slash, without a redirect', async (t) => {
  const { as, anonymous } = await openInstallation(t);
  const owner = await as('owner');
  for (const [id, route] of entries) {
    const send = route.caller === 'anyone' ? anonymous : owner;
    const body = route.request === undefined ? undefined : {};
    const [plain, slashed] = [await send(route.method, addressOf(route), body), await send(route.method, `${addressOf(route)}/`, body)];
    assert.ok(plain.status !== 405 && (plain.status < 300 || plain.status >= 400), `${id}: ${plain.status}`);
    assert.equal(slashed.status, plain.status, id);
    assert.notEqual(slashed.json.detail, 'not found', id);
  }
});

test('an unknown path is not found, and says so for clients that look for the words', async (t) => {
  const { as, anonymous } = await openInstallation(t);
  for (const path of ['/', '/v2', '/v2/', '/v1/users/login', '/v2/orgs/acme/settings/registry-access-management/x', '/v2/orgs/acme/settings//', '/v2/orgs//settings', '/V2/user', '/v2/../etc/passwd', '/v2/orgs/acme/sett%2Fings']) {
    for (const send of [anonymous, await as('owner')]) {
      const { status, json, headers } = await send('GET', path);
      assert.equal(status, 404, path);
      assert.deepEqual(json, { detail: 'not found', message: 'not found' });
      assert.match(headers.get('content-type') ?? '', /^application\/json/);
    }
  }
});

test('another method on a known path is told which are allowed', async (t) => {
  const { as } = await openInstallation(t);
  const { status, json, headers } = await (await as('owner'))('DELETE', '/v2/orgs/acme/settings');
  assert.equal(status, 405);
  assert.equal(headers.get('allow'), 'GET, PUT');
  assert.match(json.detail, /^method not allowed: use GET, PUT$/);
});

test('HEAD answers as GET without a body', async (t) => {
  const { as } = await openInstallation(t);
  const { status, text } = await (await as('owner'))('HEAD', '/v2/orgs/acme/settings');
  assert.deepEqual({ status, text }, { status: 200, text: '' });
});

test('every answer has an id, is never cached and never sniffed', async (t) => {
  const { as, anonymous } = await openInstallation(t);
  for (const reply of [await (await as('owner'))('GET', '/v2/user'), await anonymous('GET', '/v2/user'), await anonymous('GET', '/nowhere'), await anonymous('POST', '/v2/users/login', 'x'.repeat(2 * 1024 * 1024))]) {
    assert.match(reply.headers.get('x-request-id') ?? '', /^[0-9a-f-]{36}$/);
    assert.equal(reply.headers.get('cache-control'), 'no-store');
    assert.equal(reply.headers.get('x-content-type-options'), 'nosniff');
  }
  const named = await anonymous('GET', '/healthz', undefined, { 'X-Request-Id': 'mine-1' });
  assert.equal(named.headers.get('x-request-id'), 'mine-1');
});

test('a body over 1 MiB is refused, whether or not its length is announced', async (t) => {
  const { admin } = await openInstallation(t);
  const tooLarge = JSON.stringify({ username: 'x'.repeat(1024 * 1024), password: 'x' });
  const streamed = new Blob([tooLarge]).stream();
  for (const init of [{ body: tooLarge, headers: { 'Content-Length': String(tooLarge.length) } }, { body: streamed, duplex: 'half' as const }]) {
    const response = await admin.fetch(new Request('http://x/v2/users/login', { method: 'POST', ...init }));
    assert.equal(response.status, 413);
    assert.match(((await response.json()) as { detail: string }).detail, /^the body is larger than 1 MiB/);
  }
});

test('a body that is no JSON, or of the wrong shape, is a 400 that names every problem', async (t) => {
  const { as } = await openInstallation(t);
  const owner = await as('owner');
  for (const [body, fields] of [
    ['', { body: ['is empty: send JSON'] }],
    ['{"token_label":', { body: ['is no valid JSON'] }],
    ['[]', { body: ['must be an object'] }],
    ['null', { body: ['must be an object'] }],
    [{}, { token_label: ['is missing'], scopes: ['is missing'] }],
    [{ token_label: '', scopes: [], expires_at: 'tomorrow' }, { token_label: ['must have at least 1 character'], scopes: ['name at least one scope'], expires_at: ['must be an RFC 3339 time such as 2029-12-31T23:59:59Z'] }],
    [{ token_label: 'x'.repeat(101), scopes: ['repo:everything'] }, { token_label: ['must have at most 100 characters'], 'scopes.0': ['must be one of repo:admin, repo:write, repo:read, repo:public_read'] }],
  ] as const) {
    const { status, json } = await owner('POST', '/v2/access-tokens', body);
    assert.equal(status, 400);
    assert.deepEqual(json.fields, fields);
    assert.equal(json.detail, json.message);
    assert.equal(json.text, json.detail);
    for (const [field, problems] of Object.entries<readonly string[]>(fields)) for (const problem of problems) assert.ok(json.text.includes(`${field}: ${problem}`));
  }
});

test('an error that is not a 404 never contains the words that make Terraform forget an object', async (t) => {
  const { as } = await openInstallation(t);
  const owner = await as('owner');
  const { status, text } = await owner('PUT', '/v2/orgs/acme/settings', { 'Not Found': true, restricted_images: { allowlist: { repositories: ['not found'] } } });
  assert.equal(status, 400);
  assert.doesNotMatch(text, /not found/i);
});

test('a failure of the store is a 500 with the id of its log line, and nothing of the cause', async (t) => {
  const { as, store, logged } = await openInstallation(t);
  const owner = await as('owner');
  await store.close();
  const { status, json, headers } = await owner('GET', '/v2/orgs/acme/settings');
  assert.equal(status, 500);
  const id = headers.get('x-request-id') ?? '';
  assert.ok(json.detail.includes(id));
  assert.doesNotMatch(json.detail, /database|sqlite/i);
  assert.ok(logged.some((line) => line.includes(id)), 'the cause is in the log');
});

test('over a real connection a Host header that makes no address is the client\'s mistake, and nothing for the log', async (t) => {
  const { admin, logged } = await openInstallation(t);
  const listener = getRequestListener((request, bindings) => admin.fetch(request, bindings));
  const server = createServer((request, response) => void listener(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  const statusFor = (host: string): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const sent = get({ port, host: '127.0.0.1', path: '/v2/user', headers: { host }, agent: false }, (response) => {
        response.resume().on('end', () => resolve(response.statusCode));
      });
      sent.on('error', reject);
    });
  for (const host of ['127.0u0.1', '1.2.3.999', 'a b', 'admin:99999', '[::']) assert.equal(await statusFor(host), 400, host);
  assert.equal(await statusFor('admin.example.test'), 401);
  assert.deepEqual(logged, []);
});

test('over a real connection the client address is the peer\'s, or whom a trusted proxy names, and a body too large is answered', async (t) => {
  const { admin, withToken, anonymous } = await openInstallation(t);
  const listener = getRequestListener((request, bindings) => admin.fetch(request, bindings));
  const server = createServer((request, response) => void listener(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { secret } = await withToken('owner', 'repo:admin');
  const { token } = (await anonymous('POST', '/v2/users/login', { username: 'owner', password: secret })).json;
  const send = (path: string, body: string) => fetch(url + path, { method: 'POST', body, headers: { Authorization: `Bearer ${token}`, 'X-Forwarded-For': '192.0.2.7' } });
  const made = (await (await send('/v2/access-tokens/', JSON.stringify({ token_label: 'x', scopes: ['repo:read'] }))).json()) as { creator_ip: string };
  assert.equal(made.creator_ip, '192.0.2.7');
  const large = await send('/v2/access-tokens', 'x'.repeat(3 * 1024 * 1024));
  assert.equal(large.status, 413);
  await large.text();
  const list = (await (await fetch(`${url}/v2/access-tokens?page_size=1`, { headers: { Authorization: `Bearer ${token}` } })).json()) as { next: string };
  assert.equal(list.next, `${url}/v2/access-tokens?page_size=1&page=2`);
});

test('health and the OpenAPI document are open to anyone', async (t) => {
  const { anonymous } = await openInstallation(t);
  assert.deepEqual((await anonymous('GET', '/healthz')).json, { status: 'ok', version: '9.9.9' });
  const { status, json } = await anonymous('GET', '/openapi.json');
  assert.equal(status, 200);
  assert.equal(json.openapi, '3.1.0');
  assert.equal(json.info.version, '9.9.9');
});
