// Two who saw the same thing and change it: the second is told, and nothing is overwritten.
import assert from 'node:assert/strict';
import test from 'node:test';
import { openInstallation } from './installation.ts';
import type { Send } from './installation.ts';

interface Thing {
  readonly path: string;
  readonly change: unknown;
  readonly method?: 'PUT' | 'PATCH';
  /** Nothing removes it. */
  readonly isKept?: true;
}

const things: Readonly<Record<string, (owner: Send) => Promise<Thing>>> = {
  team: async (owner) => {
    await owner('POST', '/v2/orgs/acme/groups', { name: 'platform', description: 'first' });
    return { path: '/v2/orgs/acme/groups/platform', change: { description: 'second' } };
  },
  'team, replaced': async (owner) => {
    await owner('POST', '/v2/orgs/acme/groups', { name: 'platform', description: 'first' });
    return { path: '/v2/orgs/acme/groups/platform', change: { name: 'platform', description: 'second' }, method: 'PUT' };
  },
  'personal access token': async (owner) => ({ path: `/v2/access-tokens/${(await owner('POST', '/v2/access-tokens', { token_label: 'ci', scopes: ['repo:read'] })).json.uuid}`, change: { token_label: 'other' } }),
  'organization access token': async (owner) => ({ path: `/v2/orgs/acme/access-tokens/${(await owner('POST', '/v2/orgs/acme/access-tokens', { label: 'ci' })).json.id}`, change: { label: 'other' } }),
  account: () => Promise.resolve({ path: '/v2/user', change: { full_name: 'Oh Ner' }, isKept: true }),
  member: () => Promise.resolve({ path: '/v2/orgs/acme/members/editor', change: { role: 'member' }, method: 'PUT' }),
  webhook: async (owner) => ({ path: `/v2/orgs/acme/webhooks/${(await owner('POST', '/v2/orgs/acme/webhooks', { url: 'https://hooks.example.com/x', events: ['denial'] })).json.id}`, change: { description: 'other' } }),
};

for (const [name, make] of Object.entries(things)) {
  test(`a ${name} is changed with If-Match by one of two who saw the same, and the other is told`, async (t) => {
    const owner = await (await openInstallation(t)).as('owner');
    const { path, change, method = 'PATCH', isKept } = await make(owner);
    const seen = (await owner('GET', path)).headers.get('etag') ?? '';
    assert.match(seen, /^"[\w-]{43}"$/);
    const answers = await Promise.all([1, 2].map(() => owner(method, path, change, { 'If-Match': seen })));
    assert.deepEqual(answers.map(({ status }) => status).toSorted((a, b) => a - b), [200, 412]);
    const lost = answers.find(({ status }) => status === 412);
    const now = (await owner('GET', path)).headers.get('etag');
    assert.notEqual(now, seen);
    assert.deepEqual(answers.map(({ headers }) => headers.get('etag')), [now, now]);
    assert.match(lost?.json.detail ?? '', /^it has been changed since you read it/);
    if (isKept === true) return;
    assert.equal((await owner('DELETE', path, undefined, { 'If-Match': seen })).status, 412);
    assert.equal((await owner('DELETE', path, undefined, { 'If-Match': `"x", ${now ?? ''}` })).status, 204);
    assert.equal((await owner('DELETE', path, undefined, { 'If-Match': '*' })).status, 404);
  });
}

test("a token's use changes its answer, and not its tag", async (t) => {
  const { as, withToken } = await openInstallation(t);
  const { send, tokenId } = await withToken('owner', 'repo:admin');
  const owner = await as('owner');
  const before = (await owner('GET', `/v2/access-tokens/${tokenId}`)).headers.get('etag') ?? '';
  await send('GET', '/v2/user');
  assert.equal((await owner('PATCH', `/v2/access-tokens/${tokenId}`, { token_label: 'other' }, { 'If-Match': before })).status, 200);
});
