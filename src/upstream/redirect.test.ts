// Redirects: where they may lead, and what never goes along.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { sendJson, sha256, startRegistryPeer } from '../../test/peers/registry-peer.ts';
import type { Answering, RegistryPeer } from '../../test/peers/registry-peer.ts';
import { upstreamOf } from '../../test/peers/upstream-of.ts';
import { parseDigest } from '../core/image/digest.ts';
import { UpstreamError } from './error.ts';
import type { BlobQuery, UpstreamBlob, UpstreamRegistry } from './upstream-registry.ts';

const content = 'the bytes of a layer';
const digest = parseDigest(sha256(content));
const credential = { username: 'gateway', password: 'secret' };

const ask = (upstream: UpstreamRegistry, query: Partial<BlobQuery> = {}): Promise<UpstreamBlob> =>
  upstream.blob({ method: 'GET', repository: 'a/b', digest, as: 'gateway', signal: new AbortController().signal, ...query });

async function textOf({ body }: UpstreamBlob): Promise<string> {
  return body === undefined ? '' : Buffer.concat((await body.toArray()) as Buffer[]).toString();
}

async function startPeer(t: TestContext, answer: Answering): Promise<RegistryPeer> {
  const peer = await startRegistryPeer(answer);
  t.after(() => peer.close());
  return peer;
}

/** A registry that wants Basic, and sends blobs to `location`. */
const redirecting = (status: number, location: (address: string) => string): Answering => (request, response) => {
  if (request.authorization === undefined) sendJson(response, 401, {}, { 'www-authenticate': 'Basic realm="peer"' });
  else response.writeHead(status, { location: location(`http://${request.headers.host ?? ''}`), 'content-length': 0 }).end();
};

for (const status of [301, 302, 303, 307, 308]) {
  test(`a ${status} to another origin is followed without Authorization, with the range`, async (t) => {
    const storage = await startPeer(t, (_, response) => void response.writeHead(206, { 'content-range': `bytes 0-2/${content.length}` }).end(content.slice(0, 3)));
    const registry = await startPeer(t, redirecting(status, () => `${storage.address}/data?signature=x%2Fy`));
    assert.equal(await textOf(await ask(upstreamOf(t, registry.address, { credential }), { range: 'bytes=0-2' })), content.slice(0, 3));
    assert.deepEqual(storage.seen.map(({ path, query, authorization, headers }) => [path, query.get('signature'), authorization, headers.range]), [['/data', 'x/y', undefined, 'bytes=0-2']]);
    assert.notEqual(registry.seen.at(-1)?.authorization, undefined);
  });
}

test('a redirect within the registry keeps Authorization; one that went elsewhere and came back does not', async (t) => {
  const away = await startPeer(t, (request, response) => void response.writeHead(307, { location: `${request.query.get('back') ?? ''}/data` }).end());
  const registry = await startPeer(t, (request, response) => {
    if (request.path === '/data') response.end(content);
    else if (request.authorization === undefined) sendJson(response, 401, {}, { 'www-authenticate': 'Basic realm="peer"' });
    else if (request.path === '/moved') response.writeHead(307, { location: `${away.address}/?back=http://${request.headers.host ?? ''}` }).end();
    else response.writeHead(307, { location: '/moved' }).end();
  });
  assert.equal(await textOf(await ask(upstreamOf(t, registry.address, { credential }))), content);
  assert.deepEqual(registry.seen.map(({ path, authorization }) => [path.split('/')[1], authorization !== undefined]), [['v2', false], ['v2', true], ['moved', true], ['data', false]]);
  assert.equal(away.seen[0]?.authorization, undefined);
});

test('HEAD follows as HEAD, and wrong bytes from storage break the stream', async (t) => {
  const storage = await startPeer(t, (_, response) => void response.writeHead(200, { 'content-length': content.length }).end('x'.repeat(content.length)));
  const registry = await startPeer(t, redirecting(307, () => storage.address));
  const upstream = upstreamOf(t, registry.address, { credential });
  assert.equal((await ask(upstream, { method: 'HEAD' })).size, content.length);
  await assert.rejects(textOf(await ask(upstream)), /sent wrong bytes/);
  assert.deepEqual(storage.seen.map(({ method }) => method), ['HEAD', 'GET']);
});

const refusedTargets: readonly (readonly [string, (address: string) => string, RegExp])[] = [
  ['itself for ever', (address) => `${address}/v2/a/b/blobs/x`, /redirects more than 5 times/],
  ['no address', () => 'http://', /redirects without a usable address/],
  ['a file', () => 'file:///etc/passwd', /redirects to something that is not http/],
  ['an address with a password', () => 'http://a:b@127.0.0.1/', /redirects to an address with a password/],
];

for (const [name, location, message] of refusedTargets) {
  test(`a redirect to ${name} is a bad response`, async (t) => {
    const registry = await startPeer(t, redirecting(302, location));
    await assert.rejects(ask(upstreamOf(t, registry.address, { credential })), (error) => error instanceof UpstreamError && error.kind === 'bad-response' && message.test(error.message));
    assert.ok(registry.seen.length <= 7);
  });
}

test('a redirect without Location is a bad response', async (t) => {
  const registry = await startPeer(t, (_, response) => void response.writeHead(302).end());
  await assert.rejects(ask(upstreamOf(t, registry.address)), /redirects without a usable address/);
});

for (const status of [401, 403, 404]) {
  test(`a ${status} from storage is upstream’s fault, not a refusal, and its challenge is not answered`, async (t) => {
    const storage = await startPeer(t, (_, response) => sendJson(response, status, {}, { 'www-authenticate': 'Basic realm="storage"' }));
    const registry = await startPeer(t, redirecting(307, () => storage.address));
    await assert.rejects(ask(upstreamOf(t, registry.address, { credential })), (error) => error instanceof UpstreamError && error.kind === 'bad-response' && /from 127\.0\.0\.1:\d+, where it redirected to/.test(error.message));
    assert.deepEqual(storage.seen.map(({ authorization }) => authorization), [undefined]);
  });
}

test('a 416 from storage is a range that is not there', async (t) => {
  const storage = await startPeer(t, (_, response) => void response.writeHead(416).end());
  const registry = await startPeer(t, redirecting(307, () => storage.address));
  await assert.rejects(ask(upstreamOf(t, registry.address, { credential }), { range: 'bytes=99-' }), (error) => error instanceof UpstreamError && error.kind === 'range-not-satisfiable');
});
