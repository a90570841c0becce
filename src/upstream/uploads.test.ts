// Uploads to an upstream: where they go on is taken as it was told, and only where it may be.
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
import type { UpstreamPush } from './upstream-push.ts';

const digest = parseDigest(sha256('hello'));
const asked = { repository: 'a/b', as: 'anonymous', signal: new AbortController().signal } as const;
const bodyOf = (text: string): { readonly stream: Readable; readonly length: number } => ({ stream: Readable.from([Buffer.from(text)]), length: text.length });

async function start(t: TestContext, answer: Answering): Promise<{ readonly peer: RegistryPeer; readonly push: UpstreamPush }> {
  const peer = await startRegistryPeer(answer);
  t.after(() => peer.close());
  return { peer, push: upstreamOf(t, peer.address).push };
}

const isBad = (message: RegExp) => (error: unknown): boolean => {
  assert.ok(error instanceof UpstreamError, String(error));
  assert.equal(error.kind, 'bad-response');
  assert.match(error.message, message);
  return true;
};

const wrongPlaces: readonly (readonly [string, string | undefined, RegExp])[] = [
  ['nowhere', undefined, /took an upload without saying where it goes on/],
  ['no address', 'http://[', /took an upload without saying where it goes on/],
  ['something that is not http', 'ftp://storage.example/x', /wants an upload at something that is not http \(ftp:\)/],
  ['an address with a password', 'http://user:secret@storage.example/x', /wants an upload at an address with a password in it \(storage\.example\)/],
];
for (const [name, location, message] of wrongPlaces) {
  test(`an upload that goes on at ${name} is given up on`, async (t) => {
    const { push } = await start(t, (_request, response) => void response.writeHead(202, location === undefined ? {} : { location }).end());
    await assert.rejects(push.startUpload(asked), isBad(message));
  });
}

test('an address is taken to the letter, relative or not, and the digest appended to it', async (t) => {
  for (const [location, path] of [
    ['/v2/a/b/blobs/uploads/1?_state=a%2Fb%3D', '/v2/a/b/blobs/uploads/1?_state=a%2Fb%3D&digest='],
    ['2', '/v2/a/b/blobs/uploads/2?digest='],
  ] as const) {
    const urls: string[] = [];
    const { peer, push } = await start(t, async (_request, response) => {
      urls.push(response.req.url ?? '');
      await buffer(response.req);
      if (response.req.method === 'POST') response.writeHead(202, { location, 'oci-chunk-min-length': '1024' }).end();
      else response.writeHead(201).end();
    });
    const started = await push.startUpload(asked);
    assert.deepEqual(started, { kind: 'started', upload: new URL(location, `${peer.address}/v2/a/b/blobs/uploads/`).href, chunkBytesMin: 1024 });
    assert.ok(started.kind === 'started');
    await push.finishUpload({ ...asked, upload: started.upload, digest, body: bodyOf('hello') });
    assert.deepEqual(urls.slice(0, 1), ['/v2/a/b/blobs/uploads/']);
    assert.equal(urls.at(-1), `${path}${encodeURIComponent(digest)}`);
  }
});

test('a blob of another repository is mounted, or else its upload is started', async (t) => {
  const mount = { digest, from: 'other/one' };
  const cases = [
    [(_request, response) => void response.writeHead(201).end(), 'mounted', 1],
    [(_request, response) => void response.writeHead(202, { location: '/up' }).end(), 'started', 1],
    [({ query }, response) => (query.has('mount') ? sendJson(response, 403, {}) : void response.writeHead(202, { location: '/up' }).end()), 'started', 2],
    [({ query }, response) => (query.has('mount') ? sendJson(response, 404, {}) : void response.writeHead(202, { location: '/up' }).end()), 'started', 2],
  ] as const satisfies readonly (readonly [Answering, string, number])[];
  for (const [answer, kind, requests] of cases) {
    const { peer, push } = await start(t, answer);
    assert.equal((await push.startUpload({ ...asked, mount })).kind, kind);
    assert.deepEqual([peer.seen.length, peer.seen[0]?.query.get('mount'), peer.seen[0]?.query.get('from')], [requests, digest, 'other/one']);
  }
  const { push } = await start(t, (_request, response) => sendJson(response, 500, {}));
  await assert.rejects(push.startUpload({ ...asked, mount }), UpstreamError);
});

test('a piece goes out with its length and range, and what upstream has comes back', async (t) => {
  const { peer, push } = await start(t, async (_request, response) => {
    await buffer(response.req);
    response.writeHead(202, { location: '/next', range: 'bytes=0-9' }).end();
  });
  const upload = `${peer.address}/up`;
  const state = await push.sendChunk({ ...asked, upload, body: bodyOf('world'), contentRange: '5-9' });
  assert.deepEqual(state, { upload: `${peer.address}/next`, range: '0-9' });
  // What is no range is not passed on.
  await push.sendChunk({ ...asked, upload, body: bodyOf('world'), contentRange: 'bytes 5-9/10' });
  const pieces = peer.seen.filter(({ method }) => method === 'PATCH');
  assert.deepEqual(pieces.map(({ headers }) => [headers['content-length'], headers['content-range'], headers['content-type']]), [
    ['5', '5-9', 'application/octet-stream'],
    ['5', undefined, 'application/octet-stream'],
  ]);
});

test('an upload is asked how far it is, with or without a new address, and can be given up', async (t) => {
  let location = '';
  const { peer, push } = await start(t, ({ method }, response) => void response.writeHead(204, method === 'GET' ? { range: '0-9', ...(location === '' ? {} : { location }) } : {}).end());
  const upload = `${peer.address}/up`;
  assert.deepEqual(await push.uploadState({ ...asked, upload }), { upload, range: '0-9' });
  location = '/moved';
  assert.deepEqual(await push.uploadState({ ...asked, upload }), { upload: `${peer.address}/moved`, range: '0-9' });
  await push.cancelUpload({ ...asked, upload });
  assert.equal(peer.seen.at(-1)?.method, 'DELETE');
});
