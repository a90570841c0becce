// No write leaves If-Match unread: each operation of the route table that is no GET, as docs/api.md shows it, is sent first under a condition that cannot hold.
import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import test from 'node:test';
import { type Route, comparesTags } from '../../src/contract/route.ts';
import { routes } from '../../src/contract/routes.ts';
import { openExampleWalk } from './example-walk.ts';
import { openInstallation } from './installation.ts';
import type { Send } from './installation.ts';

const nobodys = '"the tag of nothing"';
const noTag = /^this operation has no ETag to compare If-Match with: leave If-Match out, or send `\*`$/;

test('each operation but a GET refuses an If-Match that does not hold, and has changed nothing then', async (t) => {
  const { installation: { file }, go } = await openExampleWalk(t);
  const database = new DatabaseSync(file, { readOnly: true });
  t.after(() => database.close());
  const logged = database.prepare('SELECT count(*) AS acts FROM activity');
  const seen = new Set<string>();
  await go(async ({ example: { operation, status: expected }, route, send }) => {
    if (route.method !== 'GET') {
      const before = logged.get()?.['acts'];
      const { status, json, text } = await send({ 'If-Match': nobodys });
      // What is refused without a condition may be refused for that.
      if (expected === undefined || status !== expected) {
        assert.equal(status, 412, `${operation} with If-Match: ${text}`);
        assert.equal(noTag.test(json.detail), !comparesTags(route), `${operation}: ${text}`);
        seen.add(operation);
      }
      assert.equal(logged.get()?.['acts'], before, `${operation} is refused, and changed something`);
    }
    const reply = await send();
    assert.equal(reply.status, expected ?? route.status, `${operation}, after it was refused for If-Match: ${reply.text}`);
    return reply;
  });
  assert.deepEqual(Object.entries<Route>(routes).flatMap(([id, { method }]) => (method === 'GET' || seen.has(id) ? [] : [id])), []);
});

interface There {
  readonly method: string;
  readonly path: string;
  readonly body?: object;
  /** With `*`. */
  readonly status: number;
}

const asterisk: Readonly<Record<string, There>> = {
  'an action': { method: 'POST', path: '/v2/orgs/acme/check', body: { images: ['nginx'] }, status: 200 },
  'a new thing in a list': { method: 'POST', path: '/v2/orgs/acme/groups', body: { name: 'platform' }, status: 201 },
  'a member': { method: 'PUT', path: '/v2/orgs/acme/members/editor', body: { role: 'member' }, status: 200 },
  'a member that is not there': { method: 'DELETE', path: '/v2/orgs/acme/members/nobody', status: 404 },
  'an override that is not there': { method: 'PUT', path: '/v2/orgs/acme/catalog-overrides/grafana', body: { category: 'community' }, status: 412 },
  'credentials that are not there': { method: 'PUT', path: '/v2/upstreams/ghcr.io/credentials', body: { username: 'ci', password: 'secret' }, status: 412 },
  'a connection that is not there': { method: 'PUT', path: '/v2/orgs/acme/single-sign-on', body: { client_id: 'pullgate' }, status: 412 },
};

for (const [name, { method, path, body, status }] of Object.entries(asterisk)) {
  test(`If-Match: * asks that there be something, of ${name}`, async (t) => {
    const owner: Send = await (await openInstallation(t, { withSecondOrganization: false })).as('owner');
    const reply = await owner(method, path, body, { 'If-Match': '*' });
    assert.equal(reply.status, status, reply.text);
    if (status === 412) assert.match(reply.json.detail, /leave If-Match out$/);
  });
}
