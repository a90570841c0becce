// Where upstream keeps a blob: its own word, and no address that a client should not be sent to.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { sendJson, sha256, startRegistryPeer } from '../../test/peers/registry-peer.ts';
import type { Answering, RegistryPeer } from '../../test/peers/registry-peer.ts';
import { upstreamOf } from '../../test/peers/upstream-of.ts';
import { parseDigest } from '../core/image/digest.ts';
import { UpstreamError } from './error.ts';
import type { UpstreamRegistry } from './upstream-registry.ts';

const content = 'the bytes of a layer';
const digest = parseDigest(sha256(content));
const credential = { username: 'gateway', password: 'secret' };

const locate = (upstream: UpstreamRegistry): Promise<string | undefined> => upstream.locateBlob({ repository: 'a/b', digest, as: 'gateway', signal: new AbortController().signal });

async function startPeer(t: TestContext, answer: Answering): Promise<RegistryPeer> {
  const peer = await startRegistryPeer(answer);
  t.after(() => peer.close());
  return peer;
}

test('the address of storage is told as upstream signed it, and nobody goes there', async (t) => {
  const storage = await startPeer(t, (_, response) => void response.end(content));
  const registry = await startPeer(t, (request, response) => {
    if (request.authorization === undefined) sendJson(response, 401, {}, { 'www-authenticate': 'Basic realm="peer"' });
    else if (request.path !== '/moved') response.writeHead(307, { location: '/moved', 'content-length': 0 }).end();
    else response.writeHead(307, { location: `${storage.address}/data?signature=x%2Fy` }).end('<a>');
  });
  assert.equal(await locate(upstreamOf(t, registry.address, { credential })), `${storage.address}/data?signature=x%2Fy`);
  assert.deepEqual([storage.seen.length, registry.seen.map(({ method }) => method)], [0, ['GET', 'GET', 'GET']]);
});

test('an upstream that serves the blob itself has no other address', async (t) => {
  const registry = await startPeer(t, (_, response) => void response.writeHead(200, { 'content-length': content.length }).end(content));
  assert.equal(await locate(upstreamOf(t, registry.address)), undefined);
});

for (const [what, location, message] of [
  ['a file', 'file:///etc/passwd', /not http/],
  ['a password', 'http://a:b@127.0.0.1:1/', /a password in it/],
  ['nothing', 'http://', /without a usable address/],
] as const) {
  test(`a redirect to an address with ${what} is not handed on`, async (t) => {
    const registry = await startPeer(t, (_, response) => void response.writeHead(307, { location }).end());
    await assert.rejects(locate(upstreamOf(t, registry.address)), (error) => error instanceof UpstreamError && error.kind === 'bad-response' && message.test(error.message));
  });
}

test('a blob that upstream does not give has no address', async (t) => {
  const registry = await startPeer(t, (_, response) => sendJson(response, 404, { errors: [{ code: 'BLOB_UNKNOWN', message: 'x' }] }));
  await assert.rejects(locate(upstreamOf(t, registry.address)), (error) => error instanceof UpstreamError && error.kind === 'not-found');
});
