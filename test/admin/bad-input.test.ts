// What is wrong with a request is answered alike everywhere: status and body as Docker Hub's clients read them, nothing of the inside, nothing changed.
import assert from 'node:assert/strict';
import test from 'node:test';
import { pathOf } from '../../src/contract/paths.ts';
import type { Route } from '../../src/contract/route.ts';
import { routes } from '../../src/contract/routes.ts';
import { openInstallation } from './installation.ts';

const entries = Object.entries<Route>(routes);
const values = new Proxy<Record<string, string>>({ org: 'acme', revision: '1', namespace: 'grafana', registry: 'docker.io', client: 'podman' }, { get: (known, name: string) => known[name] ?? 'none' }) as never;
const inside = /sqlite|SELECT |INSERT |constraint|node_modules|\.ts:\d|\bat \w+ \(|ZodError|undefined|\[object/i;

const table: readonly (readonly [name: string, method: string, path: string, body: unknown, status: number, detail: RegExp])[] = [
  ['an organization that is not there', 'GET', '/v2/orgs/nowhere/settings', undefined, 404, /^organization not found$/],
  ['a person who is not there', 'PUT', '/v2/orgs/acme/members/nobody', { role: 'member' }, 404, /not found/],
  ['a team that is not there', 'GET', '/v2/orgs/acme/groups/nowhere', undefined, 404, /not found/],
  ['a token that is not there', 'GET', '/v2/access-tokens/none', undefined, 404, /not found/],
  ['a revision that is not there', 'GET', '/v2/orgs/acme/settings/revisions/99', undefined, 404, /not found/],
  ['a team name too short', 'POST', '/v2/orgs/acme/groups', { name: 'ab' }, 400, /^name: must have 3 to 30/],
  ['a team name too long', 'POST', '/v2/orgs/acme/groups', { name: 'x'.repeat(31) }, 400, /^name: must have 3 to 30/],
  ['a team name with a blank', 'POST', '/v2/orgs/acme/groups', { name: 'a b c' }, 400, /^name: must have 3 to 30/],
  ['a label over its length', 'POST', '/v2/access-tokens', { token_label: 'x'.repeat(101), scopes: ['repo:read'] }, 400, /^token_label: must have at most 100/],
  ['a role that there is not', 'PUT', '/v2/orgs/acme/members/developer', { role: 'king' }, 400, /^role: /],
  ['a number for a text', 'POST', '/v2/orgs/acme/groups', { name: 7 }, 400, /^name: must be text/],
  ['an unknown field of the settings', 'PUT', '/v2/orgs/acme/settings', { restricted: true }, 400, /^restricted: is no known field/],
  ['a page before the first', 'GET', '/v2/orgs/acme/members?page=0', undefined, 400, /^page: /],
  ['a page that is no number', 'GET', '/v2/orgs/acme/members?page=two', undefined, 400, /^page: /],
  ['a page too large', 'GET', '/v2/orgs/acme/members?page_size=101', undefined, 400, /^page_size: /],
  ['a broken cursor of records', 'GET', '/v2/orgs/acme/pulls?cursor=broken', undefined, 400, /^cursor: /],
  ['a broken cursor of the activity', 'GET', '/v2/orgs/acme/activity?cursor=broken', undefined, 400, /^cursor: is no cursor/],
  ['an invitation that is over', 'POST', '/v2/invites/accept', { token: 'x'.repeat(40) }, 404, /not found/],
  ['a body that breaks off', 'PUT', '/v2/orgs/acme/settings', '{"restricted_images":', 400, /^body: is no valid JSON/],
];

test('each kind of wrong request has its status and its sentence, and "not found" stands in a 404 alone', async (t) => {
  const { as } = await openInstallation(t);
  const owner = await as('owner');
  for (const [name, method, path, body, status, detail] of table) {
    const answer = await owner(method, path, body);
    assert.equal(answer.status, status, `${name}: ${answer.text}`);
    assert.match(answer.json.detail, detail, name);
    assert.equal(answer.json.message, answer.json.detail, name);
    assert.equal(/not found/i.test(answer.text), status === 404, name);
    assert.equal('fields' in answer.json, status === 400, name);
  }
});

test('nonsense is refused by every operation in the same form, and never by a mistake of the server', async (t) => {
  const { as, anonymous, logged } = await openInstallation(t);
  const owner = await as('owner');
  for (const [id, route] of entries) {
    const send = route.caller === 'anyone' ? anonymous : owner;
    for (const body of route.request === undefined ? [undefined] : ['', '[]', 'null', '"text"', '7', `${'['.repeat(20_000)}${']'.repeat(20_000)}`, { name: { $ne: 1 } }]) {
      const { status, text } = await send(route.method, pathOf(route.path, values), body);
      assert.notEqual(status, 500, `${id}: ${text}`);
      assert.doesNotMatch(status >= 400 ? text : '', inside, id);
    }
  }
  assert.deepEqual(logged.filter((line) => line.includes('"level":"error"') || line.includes('"level":50')), []);
});

test('a page past the end is empty, and its links lead back', async (t) => {
  const { as } = await openInstallation(t);
  const { status, json } = await (await as('owner'))('GET', '/v2/orgs/acme/members?page=99');
  assert.equal(status, 200);
  assert.deepEqual([json.results, json.next], [[], null]);
});

test('of two who make the same thing one is told that it is there, and of two who change it at one revision one wins', async (t) => {
  const { as } = await openInstallation(t);
  const owner = await as('owner');
  const made = await Promise.all(['one', 'other'].map((description) => owner('POST', '/v2/orgs/acme/groups', { name: 'platform', description })));
  assert.deepEqual(made.map(({ status }) => status).toSorted(), [201, 409]);
  const etag = (await owner('GET', '/v2/orgs/acme/settings')).headers.get('etag') ?? '';
  const written = await Promise.all([true, false].map((enabled) => owner('PUT', '/v2/orgs/acme/settings', { restricted_images: { enabled, help_text: `ask ${enabled}` } }, { 'If-Match': etag })));
  assert.deepEqual(written.map(({ status }) => status).toSorted(), [200, 412]);
});

test('a PUT made twice changes nothing more, a DELETE made twice is a 404 the second time', async (t) => {
  const { as } = await openInstallation(t);
  const owner = await as('owner');
  const change = { restricted_images: { enabled: true } };
  const [first, second] = [await owner('PUT', '/v2/orgs/acme/settings', change), await owner('PUT', '/v2/orgs/acme/settings', change)];
  assert.deepEqual(second.json, first.json);
  await owner('POST', '/v2/orgs/acme/groups', { name: 'platform' });
  assert.deepEqual([(await owner('DELETE', '/v2/orgs/acme/groups/platform')).status, (await owner('DELETE', '/v2/orgs/acme/groups/platform')).status], [204, 404]);
});

test('with the store gone no operation says why', async (t) => {
  const { as, anonymous, store } = await openInstallation(t);
  const owner = await as('owner');
  await store.close();
  for (const [id, route] of entries) {
    for (const send of [owner, anonymous]) {
      const { status, text } = await send(route.method, pathOf(route.path, values), route.request === undefined ? undefined : {});
      assert.doesNotMatch(route.content === undefined && status >= 400 ? text : '', inside, id);
      if (status === 500) assert.match(text, /internal error: try again, and give the administrator the request id/, id);
    }
  }
});
