// Requests that store something: signed in before the first byte, sent once where their bytes cannot be sent again, and never past a redirect.
import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { sendJson, sha256, startRegistryPeer } from '../../test/peers/registry-peer.ts';
import type { Answering, RegistryPeer } from '../../test/peers/registry-peer.ts';
import { upstreamOf } from '../../test/peers/upstream-of.ts';
import { parseDigest } from '../core/image/digest.ts';
import { UpstreamError } from './error.ts';
import type { UpstreamErrorKind } from './error.ts';
import type { UpstreamPush } from './upstream-push.ts';

const digest = parseDigest(sha256('hello'));
const asked = { repository: 'a/b', as: 'gateway', signal: new AbortController().signal } as const;
const manifest = { ...asked, reference: { kind: 'tag', tag: '1' }, mediaType: 'application/vnd.oci.image.manifest.v1+json', bytes: Buffer.from('{}') } as const;

async function start(t: TestContext, answer: Answering): Promise<{ readonly peer: RegistryPeer; readonly push: UpstreamPush }> {
  const peer = await startRegistryPeer(answer);
  t.after(() => peer.close());
  return { peer, push: upstreamOf(t, peer.address, { credential: { username: 'robot', password: 'secret' } }).push };
}

/** With a token service, whose tokens are tok-1, tok-2, ...; `answer` is for who has one that is taken. */
function startTokenRegistry(t: TestContext, answer: Answering, accepts: (token: string) => boolean = () => true): ReturnType<typeof start> {
  let issued = 0;
  return start(t, (request, response) => {
    if (request.path === '/token') {
      issued += 1;
      sendJson(response, 200, { token: `tok-${issued}`, expires_in: 300 });
      return undefined;
    }
    const token = /^Bearer (.+)$/.exec(request.authorization ?? '')?.[1];
    if (token !== undefined && accepts(token)) return answer(request, response);
    const { host = '' } = request.headers;
    sendJson(response, 401, {}, { 'www-authenticate': `Bearer realm="http://${host}/token",service="peer"` });
    return undefined;
  });
}

const stream = (): Readable => Readable.from([Buffer.from('hello')]);
const fails = (kind: UpstreamErrorKind, message: RegExp) => (error: unknown): boolean => {
  assert.ok(error instanceof UpstreamError, String(error));
  assert.equal(error.kind, kind);
  assert.match(error.message, message);
  assert.doesNotMatch(error.message, /secret|tok-/);
  return true;
};

test('a stream is sent signed in, after a question that has no body, and the token serves the next piece', async (t) => {
  const bodies: string[] = [];
  const { peer, push } = await startTokenRegistry(t, async ({ method }, response) => {
    if (method === 'PATCH') bodies.push((await buffer(response.req)).toString());
    response.writeHead(202, { location: '/up' }).end();
  });
  const upload = `${peer.address}/up`;
  await push.sendChunk({ ...asked, upload, body: { stream: stream(), length: 5 } });
  assert.deepEqual(peer.seen.map(({ method, path, authorization }) => [method, path, authorization?.split(' ')[0]]), [
    ['GET', '/up', undefined],
    ['GET', '/token', 'Basic'],
    ['GET', '/up', 'Bearer'],
    ['PATCH', '/up', 'Bearer'],
  ]);
  assert.equal(peer.seen[1]?.query.get('scope'), 'repository:a/b:pull,push');
  await push.sendChunk({ ...asked, upload, body: { stream: stream() } });
  assert.equal(peer.seen.length, 5);
  assert.deepEqual(bodies, ['hello', 'hello']);
});

test('a token that is turned down amid an upload is forgotten, and the upload not sent again', async (t) => {
  let isTaken = true;
  const { peer, push } = await startTokenRegistry(t, async (_request, response) => {
    await buffer(response.req);
    response.writeHead(202, { location: '/up' }).end();
  }, (token) => isTaken || token !== 'tok-1');
  const upload = `${peer.address}/up`;
  await push.sendChunk({ ...asked, upload, body: { stream: stream(), length: 5 } });
  isTaken = false;
  const before = peer.seen.length;
  await assert.rejects(push.sendChunk({ ...asked, upload, body: { stream: stream(), length: 5 } }), fails('unavailable', /turned down its own token in the middle of the upload to a\/b/));
  assert.deepEqual(peer.seen.slice(before).map(({ method }) => method), ['PATCH']);
  await push.sendChunk({ ...asked, upload, body: { stream: stream(), length: 5 } });
  assert.equal(peer.seen.at(-1)?.authorization, 'Bearer tok-2');
});

test('what fails in passing is asked again, but for a stream, which is let go', async (t) => {
  let failures = 1;
  const { peer, push } = await start(t, async ({ method }, response) => {
    await buffer(response.req);
    const isFailing = method !== 'GET' && failures > 0;
    if (isFailing) failures -= 1;
    response.writeHead(isFailing ? 503 : 201).end();
  });
  const timesOf = (wanted: string): number => peer.seen.filter(({ method }) => method === wanted).length;
  await push.putManifest(manifest);
  assert.equal(timesOf('PUT'), 2);
  failures = 1;
  const sent = stream();
  await assert.rejects(push.sendChunk({ ...asked, upload: `${peer.address}/up`, body: { stream: sent, length: 5 } }), fails('bad-response', /failed at the upload to a\/b \(HTTP 503\)/));
  assert.deepEqual([timesOf('PATCH'), sent.destroyed], [1, true]);
  const unsent = stream();
  await assert.rejects(push.sendChunk({ ...asked, upload: 'http://127.0.0.1:1/', body: { stream: unsent, length: 5 } }), fails('unavailable', /cannot be reached|refused/));
  assert.equal(unsent.destroyed, true);
});

test('an upload that is redirected after its bytes were sent is given up on', async (t) => {
  const elsewhere = await startRegistryPeer((_request, response) => void response.writeHead(201).end());
  t.after(() => elsewhere.close());
  const { peer, push } = await start(t, async ({ method }, response) => {
    await buffer(response.req);
    response.writeHead(method === 'PUT' ? 307 : 204, { location: `${elsewhere.address}/x` }).end();
  });
  await assert.rejects(push.finishUpload({ ...asked, upload: `${peer.address}/up`, digest, body: { stream: stream(), length: 5 } }), fails('bad-response', /redirects the upload of sha256:\w+ to a\/b after its bytes were sent/));
  assert.equal(elsewhere.seen.length, 0);
});

test('to delete asks for the right to, and to mount for the right to read the other repository', async (t) => {
  const { peer, push } = await startTokenRegistry(t, ({ method }, response) => void response.writeHead(method === 'DELETE' ? 202 : 201).end());
  await push.delete({ ...asked, what: { kind: 'blob', digest } });
  await push.startUpload({ ...asked, mount: { digest, from: 'c/d' } });
  assert.deepEqual(
    peer.seen.filter(({ path }) => path === '/token').map(({ query }) => query.getAll('scope').join(' ')),
    ['repository:a/b:delete', 'repository:a/b:pull,push repository:c/d:pull'],
  );
});
