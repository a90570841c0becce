// Every way in which upstream fails is told as upstream's doing.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { RegistryErrorCode } from '../../core/distribution/error.ts';
import { UpstreamError } from '../../upstream/error.ts';
import type { UpstreamErrorKind } from '../../upstream/error.ts';
import { answerUpstreamFailure } from './upstream-failure.ts';
import type { ReadEndpointKind } from './upstream-failure.ts';

const target = { realm: 'http://gate/token', service: 'pullgate', name: 'someuser/app' };
const resource = { registry: 'docker.io', repository: 'someuser/app', reference: { kind: 'tag', tag: '1.0' } } as const;

function answerTo(kind: UpstreamErrorKind, { endpoint = 'manifest', ...details }: { endpoint?: ReadEndpointKind; upstreamCode?: string; upstreamMessage?: string; retryAfterSeconds?: number } = {}) {
  const answer = answerUpstreamFailure(new UpstreamError({ kind, registry: 'docker.io', problem: 'it failed', ...details }), { endpoint, resource, target });
  assert.ok(typeof answer.body === 'string');
  const [error] = (JSON.parse(answer.body) as { errors: { code: RegistryErrorCode; message: string }[] }).errors;
  return { ...answer, code: error!.code, message: error!.message };
}

const cases = {
  'not-found': [404, 'MANIFEST_UNKNOWN'],
  refused: [401, 'UNAUTHORIZED'],
  'rate-limited': [429, 'TOOMANYREQUESTS'],
  unavailable: [503, 'UNAVAILABLE'],
  timeout: [504, 'UNAVAILABLE'],
  'bad-response': [502, 'UNAVAILABLE'],
  'range-not-satisfiable': [416, 'RANGE_INVALID'],
} as const satisfies Record<UpstreamErrorKind, readonly [number, RegistryErrorCode]>;

for (const [kind, [status, code]] of Object.entries(cases)) {
  test(`${kind} is answered with ${status} ${code}, in upstream's name and not the policy's`, () => {
    const answer = answerTo(kind as UpstreamErrorKind);
    assert.deepEqual([answer.status, answer.code], [status, code]);
    assert.match(answer.message, /^upstream docker\.io /);
    assert.doesNotMatch(answer.message, /polic|organization|image access|allowed/);
  });
}

test('what is not there is unknown by the name of what was asked for', () => {
  assert.equal(answerTo('not-found', { endpoint: 'blob' }).code, 'BLOB_UNKNOWN');
  assert.equal(answerTo('not-found', { endpoint: 'tags' }).code, 'NAME_UNKNOWN');
  assert.equal(answerTo('not-found', { endpoint: 'referrers' }).code, 'NAME_UNKNOWN');
  assert.equal(answerTo('not-found', { upstreamCode: 'NAME_UNKNOWN' }).code, 'NAME_UNKNOWN');
});

test("upstream's own words and its wish to be asked later are passed on", () => {
  const answer = answerTo('rate-limited', { upstreamMessage: 'too many pulls', retryAfterSeconds: 17.2 });
  assert.match(answer.message, /docker\.io says: too many pulls/);
  assert.equal(answer.headers['retry-after'], '18');
});

test("upstream's refusal reaches every client: the challenge carries it too", () => {
  const answer = answerTo('refused');
  assert.match(String(answer.headers['www-authenticate']), /^Bearer realm="http:\/\/gate\/token",.*error="upstream docker\.io refused access to someuser\/app/);
});
