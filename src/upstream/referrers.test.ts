// Referrers from the API and from the tag schema.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { sendJson, sha256, startRegistryPeer } from '../../test/peers/registry-peer.ts';
import type { Answering, RegistryPeer } from '../../test/peers/registry-peer.ts';
import { upstreamOf } from '../../test/peers/upstream-of.ts';
import { parseDigest } from '../core/image/digest.ts';
import { UpstreamError } from './error.ts';
import type { ReferrersQuery, UpstreamReferrers } from './upstream-registry.ts';

const indexType = 'application/vnd.oci.image.index.v1+json';
const digest = parseDigest(sha256('subject'));
const entry = (name: string, artifactType: string): object => ({ mediaType: 'application/vnd.oci.image.manifest.v1+json', digest: sha256(name), size: 7, artifactType });
const indexOf = (...manifests: readonly object[]): object => ({ schemaVersion: 2, mediaType: indexType, manifests });
const both = indexOf(entry('signature', 'sig'), entry('bill', 'sbom'));

async function startPeer(t: TestContext, answer: Answering): Promise<RegistryPeer> {
  const peer = await startRegistryPeer(answer);
  t.after(() => peer.close());
  return peer;
}

const ask = (t: TestContext, peer: RegistryPeer, query: Partial<ReferrersQuery> = {}): Promise<UpstreamReferrers> =>
  upstreamOf(t, peer.address).referrers({ repository: 'a/b', digest, as: 'anonymous', signal: new AbortController().signal, ...query });
const typesOf = ({ index }: UpstreamReferrers): readonly (string | undefined)[] => index.manifests.map(({ artifactType }) => artifactType);

test('the referrers API is asked, and its index comes through', async (t) => {
  const peer = await startPeer(t, (_, response) => sendJson(response, 200, both, { 'content-type': indexType }));
  assert.deepEqual(await ask(t, peer), { index: both, filtersApplied: [] });
  assert.deepEqual(peer.seen.map(({ path, query }) => [path, query.size]), [[`/v2/a/b/referrers/${digest}`, 0]]);
});

test('the filter is applied here when upstream did not apply it', async (t) => {
  const peer = await startPeer(t, (_, response) => sendJson(response, 200, both));
  const found = await ask(t, peer, { artifactType: 'sbom' });
  assert.deepEqual([typesOf(found), found.filtersApplied], [['sbom'], ['artifactType']]);
  assert.equal(peer.seen[0]?.query.get('artifactType'), 'sbom');
});

test('a filter that upstream applied is not applied again', async (t) => {
  const peer = await startPeer(t, (_, response) => sendJson(response, 200, both, { 'oci-filters-applied': 'x, artifactType' }));
  assert.deepEqual(typesOf(await ask(t, peer, { artifactType: 'sbom' })), ['sig', 'sbom']);
});

test('all pages are read, and a link to elsewhere is not followed', async (t) => {
  const peer = await startPeer(t, (request, response) => {
    if (request.query.get('page') === null) sendJson(response, 200, indexOf(entry('one', 'a')), { link: `</v2/a/b/referrers/${digest}?page=2>; rel="next"` });
    else sendJson(response, 200, indexOf(entry('two', 'b')), { link: '<http://127.0.0.1:1/v2/elsewhere>; rel="next"' });
  });
  assert.deepEqual(typesOf(await ask(t, peer)), ['a', 'b']);
  assert.equal(peer.seen.length, 2);
});

test('a list that grows over 4 MiB from page to page is a bad response, and the rest is not asked for', async (t) => {
  const entries = Array.from({ length: 10_000 }, (_, number) => entry(`referrer ${number}`, 'x'.repeat(40)));
  const peer = await startPeer(t, (_, response) => sendJson(response, 200, indexOf(...entries), { link: `</v2/a/b/referrers/${digest}?page=2>; rel="next"` }));
  await assert.rejects(ask(t, peer), /is over 4 MiB on all its pages/);
  assert.equal(peer.seen.length, 3);
});

test('a list without end is a bad response', async (t) => {
  const peer = await startPeer(t, (_, response) => sendJson(response, 200, both, { link: `</v2/a/b/referrers/${digest}?page=2>; rel="next"` }));
  await assert.rejects(ask(t, peer), /has more than 16 pages/);
  assert.equal(peer.seen.length, 16);
});

test('without the API the tag of the digest is read, and filtered here', async (t) => {
  const peer = await startPeer(t, (request, response) => {
    if (request.path === `/v2/a/b/manifests/${digest.replace(':', '-')}`) sendJson(response, 200, both, { 'content-type': indexType });
    else sendJson(response, 404, {});
  });
  assert.deepEqual(typesOf(await ask(t, peer)), ['sig', 'sbom']);
  assert.deepEqual(typesOf(await ask(t, peer, { artifactType: 'sig' })), ['sig']);
});

test('of a sha512 digest the tag holds 64 digits', async (t) => {
  const peer = await startPeer(t, (_, response) => sendJson(response, 404, {}));
  await ask(t, peer, { digest: parseDigest(`sha512:${'ab'.repeat(64)}`) });
  assert.equal(peer.seen.at(-1)?.path, `/v2/a/b/manifests/sha512-${'ab'.repeat(32)}`);
});

test('neither API nor tag means no referrers; a refusal stays one', async (t) => {
  const peer = await startPeer(t, (_, response) => sendJson(response, 404, {}));
  assert.deepEqual((await ask(t, peer, { artifactType: 'x' })).index, indexOf());
  const refusing = await startPeer(t, (_, response) => sendJson(response, 403, {}));
  await assert.rejects(ask(t, refusing), (error) => error instanceof UpstreamError && error.kind === 'refused');
});

for (const body of ['nonsense', { manifests: [{ digest: 'x' }] }, { manifests: 'x' }]) {
  test(`${JSON.stringify(body)} is a bad response`, async (t) => {
    const peer = await startPeer(t, (_, response) => sendJson(response, 200, body));
    await assert.rejects(ask(t, peer), (error) => error instanceof UpstreamError && error.kind === 'bad-response' && /sent a list of referrers that/.test(error.message));
  });
}
