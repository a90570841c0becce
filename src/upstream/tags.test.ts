// Tag lists of an upstream.
import assert from 'node:assert/strict';
import test from 'node:test';
import { sendJson, startRegistryPeer } from '../../test/peers/registry-peer.ts';
import { upstreamOf } from '../../test/peers/upstream-of.ts';
import { UpstreamError } from './error.ts';

const signal = new AbortController().signal;
const ask = { repository: 'a/b', as: 'anonymous', signal } as const;

const pages: readonly (readonly [string, unknown, string | undefined, unknown])[] = [
  ['a last page', { name: 'x/y', tags: ['1', '2'] }, undefined, { body: { name: 'a/b', tags: ['1', '2'] } }],
  ['no tags, as Go writes it', { name: 'a/b', tags: null }, undefined, { body: { name: 'a/b', tags: [] } }],
  ['a link with n and last', { tags: ['1', '2'] }, '</v2/a/b/tags/list?n=2&last=2>; rel="next"', { body: { name: 'a/b', tags: ['1', '2'] }, next: { n: 2, last: '2' } }],
  ['a link with a cursor of its own', { tags: ['1', '2'] }, '</v2/a/b/tags/list?next_page=zzz>; rel="next"', { body: { name: 'a/b', tags: ['1', '2'] }, next: { n: 50, last: '2' } }],
];

for (const [name, body, link, expected] of pages) {
  test(`reads ${name}`, async (t) => {
    const peer = await startRegistryPeer((_, response) => sendJson(response, 200, body, link === undefined ? {} : { link }));
    t.after(() => peer.close());
    assert.deepEqual(await upstreamOf(t, peer.address).tags({ ...ask, n: 50, last: '0+é' }), expected);
    assert.deepEqual([peer.seen[0]?.path, peer.seen[0]?.query.get('n'), peer.seen[0]?.query.get('last')], ['/v2/a/b/tags/list', '50', '0+é']);
  });
}

test('a registry that knows no pages is paged all the same, each tag once', async (t) => {
  const peer = await startRegistryPeer((_, response) => sendJson(response, 200, { tags: ['latest', '1.27', '1.9', 'Beta', '1.28'] }));
  t.after(() => peer.close());
  const upstream = upstreamOf(t, peer.address);
  const pages: (readonly string[])[] = [];
  let last: string | undefined;
  do {
    const { body, next } = await upstream.tags({ ...ask, n: 2, ...(last === undefined ? {} : { last }) });
    pages.push(body.tags);
    last = next?.last;
  } while (last !== undefined);
  assert.deepEqual(pages, [['1.27', '1.28'], ['1.9', 'Beta'], ['latest']]);
  assert.deepEqual(await upstream.tags({ ...ask, n: 0 }), { body: { name: 'a/b', tags: [] } });
  assert.equal((await upstream.tags(ask)).body.tags.length, 5);
});

for (const body of ['nonsense', [], { tags: 'x' }, { tags: ['ok', '../no'] }, { tags: [1] }]) {
  test(`${JSON.stringify(body)} is a bad response`, async (t) => {
    const peer = await startRegistryPeer((_, response) => sendJson(response, 200, body));
    t.after(() => peer.close());
    await assert.rejects(upstreamOf(t, peer.address).tags(ask), (error) => error instanceof UpstreamError && error.kind === 'bad-response' && /sent a tag list that/.test(error.message));
    assert.equal(peer.seen[0]?.query.size, 0);
  });
}

test('a list over 4 MiB is a bad response, an unknown name is not found', async (t) => {
  const peer = await startRegistryPeer((request, response) => {
    if (request.path.startsWith('/v2/gone/')) sendJson(response, 404, { errors: [{ code: 'NAME_UNKNOWN', message: 'repository name not known to registry' }] });
    else response.end(`{"tags":["${'x'.repeat(5 * 1024 * 1024)}"]}`);
  });
  t.after(() => peer.close());
  const upstream = upstreamOf(t, peer.address);
  await assert.rejects(upstream.tags(ask), /sent a tag list over 4 MiB/);
  await assert.rejects(upstream.tags({ ...ask, repository: 'gone' }), (error) => error instanceof UpstreamError && error.kind === 'not-found' && error.upstreamCode === 'NAME_UNKNOWN' && /does not have the tags of gone: repository name/.test(error.message));
});
