// Whatever upstream does, the client gets the right bytes, a broken connection, or an error in upstream's name.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { after, afterEach, before, test } from 'node:test';
import { digestOf, ociManifest } from './foreign-registry.ts';
import type { Image } from './foreign-registry.ts';
import { startGate } from './gate.ts';
import type { Gate } from './gate.ts';

const MiB = 1024 * 1024;
let gate: Gate;
/** Blobs stream through it. */
let uncached: Gate;
let nginx: Image;
let token: string;

before(async () => {
  [gate, uncached] = await Promise.all([startGate(), startGate({ isCacheOff: true })]);
  nginx = gate.hub.add('library/nginx', 'latest', { layerBytes: 2 * MiB });
  uncached.hub.add('library/nginx', 'latest', { layerBytes: 2 * MiB });
  ({ token } = gate.member);
});
after(() => Promise.all([gate.close(), uncached.close()]));
afterEach(() => {
  gate.hub.behave();
  uncached.hub.behave();
});

/** Starts to read an answer of the gateway, as a client whose body is read only when asked for. */
async function open(path: string, from = gate): Promise<IncomingMessage> {
  const asked = request(`${from.url}${path}`, { headers: { authorization: `Bearer ${from.member.token}` }, agent: false });
  asked.on('error', () => undefined);
  asked.end();
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  response.on('error', () => undefined);
  return response;
}

interface Read {
  readonly bytes: number;
  readonly isWhole: boolean;
}

async function readAll(response: IncomingMessage): Promise<Read> {
  let bytes = 0;
  response.on('data', (chunk: Buffer) => (bytes += chunk.length));
  await new Promise((resolve) => response.once('close', resolve));
  return { bytes, isWhole: response.complete };
}

const blobPath = (): string => `/v2/nginx/blobs/${nginx.blob}`;

for (const isCached of [true, false]) {
  const of = (): Gate => (isCached ? gate : uncached);
  const how = isCached ? 'through the cache' : 'with the cache off';

  test(`a blob with wrong bytes breaks the connection, and is never received whole, ${how}`, async () => {
    of().hub.misbehave(/blobs/, (_request, response) => {
      response.writeHead(200, { 'content-length': nginx.blobBytes.length });
      response.end(Buffer.alloc(nginx.blobBytes.length, 'evil'));
    });
    const { bytes, isWhole } = await readAll(await open(blobPath(), of()));
    assert.equal(isWhole, false);
    assert.ok(bytes < nginx.blobBytes.length);
  });

  test(`a blob that upstream cuts short again and again breaks the connection, ${how}`, async () => {
    of().hub.misbehave(/blobs/, (_request, response) => {
      response.writeHead(200, { 'content-length': nginx.blobBytes.length });
      response.write(nginx.blobBytes.subarray(0, MiB), () => response.destroy());
    });
    const { isWhole } = await readAll(await open(blobPath(), of()));
    assert.equal(isWhole, false);
  });

  test(`after all that the blob is served whole, ${how}`, async () => {
    const { bytes, isWhole } = await readAll(await open(blobPath(), of()));
    assert.deepEqual([bytes, isWhole], [nginx.blobBytes.length, true]);
  });
}

test('a client that hangs up ends the request to upstream, with the cache off', async () => {
  let left: (() => void) | undefined;
  const isLeft = new Promise<void>((resolve) => (left = resolve));
  uncached.hub.misbehave(/blobs/, (_request, response) => {
    response.writeHead(200, { 'content-length': nginx.blobBytes.length });
    response.write(nginx.blobBytes.subarray(0, MiB));
    response.once('close', () => left?.());
  });
  const response = await open(blobPath(), uncached);
  await once(response, 'data');
  response.destroy();
  await isLeft;
});

test('a client that hangs up while upstream is silent ends that request too, and the decision is recorded', async () => {
  const known = (await gate.records()).length;
  const waiting: ServerResponse[] = [];
  gate.hub.misbehave(/manifests/, (_request, response) => void waiting.push(response));
  const asked = request(`${gate.url}/v2/nginx/manifests/latest`, { headers: { authorization: `Bearer ${token}` }, agent: false });
  asked.on('error', () => undefined);
  asked.end();
  while (waiting.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  const closed = once(waiting[0]!, 'close');
  asked.destroy();
  await closed;
  let records = await gate.records();
  while (records.length === known) records = await gate.records();
  assert.deepEqual(records.slice(known).map(({ effect, outcome, bytes }) => [effect, outcome, bytes]), [['permit', 499, 0]]);
});

test('a slow client slows upstream down: the gateway does not gather the blob, with the cache off', async () => {
  const total = 256 * MiB;
  const piece = Buffer.alloc(MiB);
  let written = 0;
  uncached.hub.misbehave(/blobs/, (_request, response) => {
    response.writeHead(200, { 'content-length': total });
    const write = (): void => {
      while (written < total && !response.destroyed) {
        written += piece.length;
        if (!response.write(piece)) return void response.once('drain', write);
      }
    };
    write();
  });
  const response = await open(blobPath(), uncached);
  let before = -1;
  while (written !== before) {
    before = written;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  response.destroy();
  assert.ok(written < total / 4, `upstream could send ${written} bytes`);
});

test('a manifest of 10 MB is refused as upstream\'s bad answer', async () => {
  const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: ociManifest, annotations: { a: 'x'.repeat(10 * MiB) } }));
  gate.hub.misbehave(/manifests/, (_request, response) => {
    response.writeHead(200, { 'content-type': ociManifest, 'content-length': bytes.length, 'docker-content-digest': digestOf(bytes) });
    response.on('error', () => undefined).end(bytes);
  });
  const answer = await gate.get('/v2/nginx/manifests/latest', { token });
  assert.deepEqual([answer.status, answer.code], [502, 'UNAVAILABLE']);
  assert.match(answer.message ?? '', /^upstream docker\.io /);
});

test('a manifest whose bytes are not those of its digest is refused as upstream\'s bad answer', async () => {
  gate.hub.misbehave(/manifests/, (_request, response) => {
    response.writeHead(200, { 'content-type': ociManifest }).end('{"schemaVersion":2}');
  });
  const answer = await gate.get(`/v2/nginx/manifests/${nginx.digest}`, { token });
  assert.equal(answer.status, 502);
});

const failures: Readonly<Record<string, { readonly how: (response: ServerResponse) => void; readonly status: number; readonly code: string }>> = {
  'a rate limit': { how: (response) => response.writeHead(429, { 'retry-after': '30', 'content-type': 'application/json' }).end('{"errors":[{"code":"TOOMANYREQUESTS","message":"slow down"}]}'), status: 429, code: 'TOOMANYREQUESTS' },
  'a failure of its own': { how: (response) => response.writeHead(500).end('oops'), status: 502, code: 'UNAVAILABLE' },
  'a refusal': { how: (response) => response.writeHead(403, { 'content-type': 'application/json' }).end('{"errors":[{"code":"DENIED","message":"no"}]}'), status: 401, code: 'UNAUTHORIZED' },
  'a page of HTML': { how: (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'), status: 502, code: 'UNAVAILABLE' },
};

for (const [what, { how, status, code }] of Object.entries(failures)) {
  test(`upstream answers with ${what}: ${status} in its name, and never the policy's`, async () => {
    gate.hub.misbehave(/manifests/, (_request, response) => how(response));
    const answer = await gate.get(`/v2/nginx/manifests/${what.replaceAll(' ', '-')}`, { token });
    assert.deepEqual([answer.status, answer.code], [status, code]);
    assert.match(answer.message ?? '', /^upstream docker\.io /);
    assert.doesNotMatch(answer.message ?? '', /organization|image access/);
  });
}

test('upstream does not answer in time: 504 in its name', async () => {
  const impatient = await startGate({ responseTimeoutMs: 300 });
  try {
    impatient.hub.misbehave(/manifests/, () => undefined);
    const answer = await impatient.get('/v2/nginx/manifests/latest', { token: impatient.member.token });
    assert.deepEqual([answer.status, answer.code], [504, 'UNAVAILABLE']);
    assert.match(answer.message ?? '', /^upstream docker\.io did not answer in time/);
  } finally {
    await impatient.close();
  }
});

test('upstream is away: 503 in its name; a denial needs no upstream', async () => {
  const alone = await startGate();
  try {
    const image = alone.hub.add('library/nginx', 'latest');
    const { address } = alone.hub;
    await alone.hub.close();
    const answer = await alone.get(`/v2/nginx/manifests/${image.digest}`, { token: alone.member.token });
    assert.deepEqual([answer.status, answer.code], [503, 'UNAVAILABLE'], address);
    assert.match(answer.message ?? '', /^upstream docker\.io cannot be reached/);
    assert.match((await alone.get('/v2/someuser/custom-image/manifests/latest', { token: alone.member.token })).message ?? '', /^image access denied/);
  } finally {
    await alone.close();
  }
});
