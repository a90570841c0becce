// Every decision on a manifest and every denial leaves a record, kept before the answer; what cannot be recorded is not answered.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { PullRecord } from '../../src/audit/pull-record.ts';
import type { Image } from './foreign-registry.ts';
import { startGate } from './gate.ts';
import type { Gate } from './gate.ts';

let gate: Gate;
let nginx: Image;
let custom: Image;
let known = 0;

before(async () => {
  gate = await startGate();
  nginx = gate.hub.add('library/nginx', 'latest');
  custom = gate.hub.add('someuser/custom-image', 'latest');
});
after(() => gate.close());
beforeEach(async () => {
  known = (await gate.records()).length;
});

async function newRecords(): Promise<readonly PullRecord[]> {
  return (await gate.records()).slice(known);
}

test('a permitted manifest: who, what, why, and what came of it', async () => {
  const startedAtMs = Date.now();
  const answer = await gate.get('/v2/nginx/manifests/latest', { token: gate.member.token, headers: { 'user-agent': 'skopeo/1.9', 'x-request-id': 'build-1' } });
  const [record, ...others] = await newRecords();
  assert.deepEqual(others, []);
  const { id, timeMs, policyRevision, ...rest } = record!;
  assert.match(id, /^[0-9a-f-]{36}$/);
  assert.ok(timeMs >= startedAtMs && timeMs <= Date.now());
  assert.equal(policyRevision, 1);
  assert.deepEqual(rest, {
    requestId: 'build-1',
    subjectKind: 'user',
    subjectId: gate.member.id,
    subjectName: 'mike',
    tokenId: gate.member.tokenId,
    organization: 'acme',
    readableBy: ['acme'],
    action: 'pull',
    endpoint: 'manifest',
    registry: 'docker.io',
    repository: 'library/nginx',
    tag: 'latest',
    digest: nginx.digest,
    category: 'official',
    effect: 'permit',
    enforced: true,
    rule: 'category',
    reason: null,
    clientAddress: '127.0.0.1',
    userAgent: 'skopeo/1.9',
    method: 'GET',
    outcome: 200,
    bytes: answer.bytes.length,
  });
});

test('a denial is recorded on every endpoint, with the sentence that was read and the bytes that were sent', async () => {
  const paths = [`manifests/${custom.digest}`, `blobs/${custom.blob}`, 'tags/list', `referrers/${custom.digest}`];
  for (const path of paths) {
    const denied = await gate.get(`/v2/someuser/custom-image/${path}`, { token: gate.member.token });
    const record = (await newRecords()).at(-1)!;
    assert.deepEqual(
      [record.effect, record.enforced, record.rule, record.category, record.reason, record.outcome, record.bytes],
      ['deny', true, 'category', 'community', denied.message, 401, denied.bytes.length],
      path,
    );
  }
  assert.deepEqual((await newRecords()).map(({ endpoint }) => endpoint), ['manifest', 'blob', 'tags', 'referrers']);
  assert.deepEqual((await newRecords()).map(({ digest }) => digest), [custom.digest, custom.blob, null, custom.digest]);
});

test('a HEAD is recorded without bytes; blobs, tags and referrers that are permitted are not recorded', async () => {
  for (const path of [`blobs/${nginx.blob}`, 'tags/list', `referrers/${nginx.digest}`]) assert.equal((await gate.get(`/v2/nginx/${path}`, { token: gate.member.token })).status, 200);
  await gate.get('/v2/nginx/manifests/latest', { token: gate.member.token, method: 'HEAD' });
  assert.deepEqual((await newRecords()).map(({ method, endpoint, bytes }) => [method, endpoint, bytes]), [['HEAD', 'manifest', 0]]);
});

test("upstream's failure is the outcome of a permit, not a denial", async () => {
  await gate.get('/v2/nginx/manifests/nothing', { token: gate.member.token });
  await gate.get('/v2/acme/nothing/manifests/latest', { token: gate.member.token });
  assert.deepEqual((await newRecords()).map(({ effect, outcome, reason }) => [effect, outcome, reason]), [['permit', 404, null], ['permit', 401, null]]);
});

test('in the mode audit a deny is recorded as such, and served', async () => {
  await gate.change((settings) => ({ ...settings, restrictedImages: { ...settings.restrictedImages, mode: 'audit' } }));
  for (const path of ['manifests/latest', `blobs/${custom.blob}`]) assert.equal((await gate.get(`/v2/someuser/custom-image/${path}`, { token: gate.member.token })).status, 200);
  await gate.change((settings) => ({ ...settings, restrictedImages: { ...settings.restrictedImages, mode: 'enforce' } }));
  for (const record of await newRecords()) {
    assert.deepEqual([record.effect, record.enforced, record.rule, record.outcome], ['deny', false, 'category', 200]);
    assert.match(record.reason ?? '', /^image access denied/);
  }
  assert.equal((await newRecords()).length, 2);
});

test('the anonymous are recorded without a name', async () => {
  const { token } = await gate.tokens.issueAccessToken({ kind: 'anonymous' });
  await gate.get('/v2/nginx/manifests/latest', { token });
  const [record] = await newRecords();
  assert.deepEqual([record?.subjectKind, record?.subjectId, record?.subjectName, record?.rule], ['anonymous', null, null, 'sign-in']);
});

test('a request without a usable token is no decision, and leaves no record', async () => {
  await gate.get('/v2/nginx/manifests/latest');
  await gate.get('/v2/nginx/manifests/latest', { token: 'foreign' });
  await gate.get('/v2/NGINX/manifests/latest', { token: gate.member.token });
  assert.deepEqual(await newRecords(), []);
});

test('a very long user agent is cut', async () => {
  await gate.get('/v2/nginx/manifests/latest', { token: gate.member.token, headers: { 'user-agent': 'x'.repeat(3000) } });
  assert.equal((await newRecords())[0]?.userAgent.length, 256);
});

test('when records cannot be kept nothing that needs one is answered: 503, permits and denials alike', async () => {
  const broken = await startGate();
  try {
    const image = broken.hub.add('library/nginx', 'latest');
    const denied = broken.hub.add('someuser/custom-image', 'latest');
    await broken.breakRecords();
    for (const path of ['nginx/manifests/latest', `nginx/manifests/${image.digest}`, 'someuser/custom-image/manifests/latest', `someuser/custom-image/blobs/${denied.blob}`]) {
      const answer = await broken.get(`/v2/${path}`, { token: broken.member.token });
      assert.deepEqual([answer.status, answer.code], [503, 'UNAVAILABLE'], path);
      assert.match(answer.message ?? '', /^the gateway could not keep its record of this request: /);
      assert.equal(answer.headers.get('docker-content-digest'), null);
    }
  } finally {
    await broken.close();
  }
});
