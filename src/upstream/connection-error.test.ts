// What each failure of a connection means.
import assert from 'node:assert/strict';
import test from 'node:test';
import { connectionError } from './connection-error.ts';
import { UpstreamError } from './error.ts';
import type { UpstreamErrorKind } from './error.ts';

const cases: readonly (readonly [string, UpstreamErrorKind, boolean])[] = [
  ['ECONNREFUSED', 'unavailable', true],
  ['ECONNRESET', 'unavailable', true],
  ['UND_ERR_SOCKET', 'unavailable', true],
  ['ENOTFOUND', 'unavailable', false],
  ['EAI_AGAIN', 'unavailable', true],
  ['CERT_HAS_EXPIRED', 'unavailable', false],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'unavailable', false],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'unavailable', false],
  ['EPROTO', 'unavailable', false],
  ['UND_ERR_CONNECT_TIMEOUT', 'timeout', true],
  ['UND_ERR_HEADERS_TIMEOUT', 'timeout', false],
  ['UND_ERR_BODY_TIMEOUT', 'timeout', true],
  ['HPE_INVALID_CONSTANT', 'bad-response', false],
  ['UND_ERR_HEADERS_OVERFLOW', 'bad-response', false],
];

for (const [code, kind, isTransient] of cases) {
  test(`${code} is ${kind} and ${isTransient ? 'worth' : 'not worth'} another attempt`, () => {
    const cause = Object.assign(new Error('x'), { code });
    const error = connectionError(cause, 'ghcr.io', 'ghcr.io:443');
    assert.deepEqual([error.kind, error.isTransient, error.registry, error.cause], [kind, isTransient, 'ghcr.io', cause]);
    assert.match(error.message, /^upstream registry ghcr\.io .+ \(ghcr\.io:443\)$/);
  });
}

test('an error of undici’s parser without a code is an answer that is not HTTP', () => {
  const error = connectionError(Object.assign(new Error('x'), { name: 'HTTPParserError', code: undefined }), 'ghcr.io', 'h');
  assert.deepEqual([error.kind, error.isTransient], ['bad-response', false]);
});

test('what is an upstream error already stays as it is, what has no code is unavailable', () => {
  const known = new UpstreamError({ kind: 'timeout', registry: 'ghcr.io', problem: 'x' });
  assert.equal(connectionError(known, 'ghcr.io', 'h'), known);
  assert.equal(connectionError('thrown text', 'ghcr.io', 'h').kind, 'unavailable');
});
