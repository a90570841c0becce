// What each request path is, and what no path may be.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { parseDigest } from '../image/digest.ts';
import { parseEndpoint } from './endpoint.ts';
import type { Endpoint } from './endpoint.ts';
import { RegistryError } from './error.ts';

const sha256 = parseDigest(`sha256:${'a1'.repeat(32)}`);
const sha512 = parseDigest(`sha512:${'b2'.repeat(64)}`);
const longName = `${'a'.repeat(127)}/${'b'.repeat(127)}`;

const read: readonly (readonly [string, Endpoint])[] = [
  ['/v2', { kind: 'ping' }],
  ['/v2/', { kind: 'ping' }],
  ['/v2/library/nginx/manifests/1.27', { kind: 'manifest', name: 'library/nginx', reference: { kind: 'tag', tag: '1.27' } }],
  ['/v2/nginx/manifests/latest', { kind: 'manifest', name: 'nginx', reference: { kind: 'tag', tag: 'latest' } }],
  [`/v2/nginx/manifests/${'T'.repeat(128)}`, { kind: 'manifest', name: 'nginx', reference: { kind: 'tag', tag: 'T'.repeat(128) } }],
  [`/v2/ghcr.io/owner/image/manifests/${sha256}`, { kind: 'manifest', name: 'ghcr.io/owner/image', reference: { kind: 'digest', digest: sha256 } }],
  [`/v2/a/manifests/sha256%3A${'a1'.repeat(32)}`, { kind: 'manifest', name: 'a', reference: { kind: 'digest', digest: sha256 } }],
  [`/v2/a/manifests/${sha512}`, { kind: 'manifest', name: 'a', reference: { kind: 'digest', digest: sha512 } }],
  [`/v2/a/b/c/blobs/${sha256}`, { kind: 'blob', name: 'a/b/c', digest: sha256 }],
  ['/v2/a/tags/list', { kind: 'tags', name: 'a' }],
  [`/v2/a/referrers/${sha512}`, { kind: 'referrers', name: 'a', digest: sha512 }],
  [`/v2/${longName}/tags/list`, { kind: 'tags', name: longName }],
  // The endpoints' words are names too.
  ['/v2/acme/manifests/blobs/manifests/latest', { kind: 'manifest', name: 'acme/manifests/blobs', reference: { kind: 'tag', tag: 'latest' } }],
  ['/v2/manifests/manifests/manifests', { kind: 'manifest', name: 'manifests', reference: { kind: 'tag', tag: 'manifests' } }],
  ['/v2/a/blobs/uploads/manifests/latest', { kind: 'manifest', name: 'a/blobs/uploads', reference: { kind: 'tag', tag: 'latest' } }],
  ['/v2/a/blobs/uploads/', { kind: 'upload', name: 'a' }],
  ['/v2/a/blobs/uploads', { kind: 'upload', name: 'a' }],
  ['/v2/a/b/blobs/uploads/4dc0-11', { kind: 'upload', name: 'a/b', session: '4dc0-11' }],
];

for (const [path, endpoint] of read) {
  test(`reads ${path.slice(0, 60)}`, () => {
    assert.deepEqual(parseEndpoint(path), endpoint);
  });
}

const refused: readonly (readonly [string, string, number])[] = [
  ['/v2/../etc/manifests/x', 'NAME_INVALID', 400],
  ['/v2/a/../b/manifests/x', 'NAME_INVALID', 400],
  ['/v2/a/./b/manifests/x', 'NAME_INVALID', 400],
  ['/v2/a/manifests/..', 'NAME_INVALID', 400],
  ['/v2/a%2fb/manifests/x', 'NAME_INVALID', 400],
  ['/v2/a%2Fb/manifests/x', 'NAME_INVALID', 400],
  ['/v2/%2e%2e/a/manifests/x', 'NAME_INVALID', 400],
  ['/v2/a%252fb/manifests/x', 'NAME_INVALID', 400],
  ['/v2/a%00/manifests/x', 'NAME_INVALID', 400],
  ['/v2/a\0/manifests/x', 'NAME_INVALID', 400],
  ['/v2/a/manifests/x%00', 'NAME_INVALID', 400],
  ['/v2/a%5cb/manifests/x', 'NAME_INVALID', 400],
  ['/v2/a\\b/manifests/x', 'NAME_INVALID', 400],
  ['/v2/a b/manifests/x', 'NAME_INVALID', 400],
  ['/v2/ä/manifests/x', 'NAME_INVALID', 400],
  ['/v2/a//b/manifests/x', 'NAME_INVALID', 400],
  ['//v2/a/manifests/x', 'NAME_INVALID', 400],
  ['/v2//manifests/x', 'NAME_INVALID', 400],
  ['/v2/manifests/x', 'NAME_INVALID', 400],
  ['/v2/a/manifests/x?y', 'NAME_INVALID', 400],
  ['v2/a/manifests/x', 'NAME_INVALID', 400],
  ['', 'NAME_INVALID', 400],
  ['/v2/UPPER/manifests/x', 'NAME_INVALID', 400],
  ['/v2/-a/manifests/x', 'NAME_INVALID', 400],
  ['/v2/a%3Ab/manifests/x', 'NAME_INVALID', 400],
  [`/v2/${longName}x/manifests/x`, 'NAME_INVALID', 400],
  [`/v2/${'a/'.repeat(1500)}a/manifests/x`, 'NAME_INVALID', 400],
  [`/v2/${'a/'.repeat(2500)}a/manifests/x`, 'NAME_INVALID', 414],
  ['/v2/a/manifests/.hidden', 'TAG_INVALID', 400],
  ['/v2/a/manifests/-x', 'TAG_INVALID', 400],
  ['/v2/a/manifests/x+y', 'TAG_INVALID', 400],
  [`/v2/a/manifests/${'T'.repeat(129)}`, 'TAG_INVALID', 400],
  ['/v2/a/manifests/', 'TAG_INVALID', 400],
  [`/v2/a/manifests/md5:${'a'.repeat(32)}`, 'DIGEST_INVALID', 400],
  [`/v2/a/manifests/sha256:${'a'.repeat(63)}`, 'DIGEST_INVALID', 400],
  [`/v2/a/blobs/sha256:${'a'.repeat(65)}`, 'DIGEST_INVALID', 400],
  [`/v2/a/blobs/sha256:${'A'.repeat(64)}`, 'DIGEST_INVALID', 400],
  [`/v2/a/blobs/sha512:${'a'.repeat(64)}`, 'DIGEST_INVALID', 400],
  [`/v2/a/blobs/sha256%3A%3A${'a'.repeat(64)}`, 'DIGEST_INVALID', 400],
  ['/v2/a/blobs/latest', 'DIGEST_INVALID', 400],
  ['/v2/a/referrers/latest', 'DIGEST_INVALID', 400],
  ['/v2/a/blobs/uploads/x%3Ay', 'BLOB_UPLOAD_INVALID', 400],
  ['/', 'UNSUPPORTED', 404],
  ['/v1/a/manifests/x', 'UNSUPPORTED', 404],
  ['/v2x/', 'UNSUPPORTED', 404],
  ['/v2/_catalog', 'UNSUPPORTED', 404],
  ['/v2/a/tags/other', 'UNSUPPORTED', 404],
  ['/v2/a/tags/list/', 'UNSUPPORTED', 404],
  ['/v2/a/manifests/latest/', 'UNSUPPORTED', 404],
  ['/v2/a/signatures/x', 'UNSUPPORTED', 404],
];

for (const [path, code, status] of refused) {
  test(`refuses ${JSON.stringify(path.slice(0, 60))} with ${code} and ${status}`, () => {
    assert.throws(() => parseEndpoint(path), (error) => error instanceof RegistryError && error.code === code && error.status === status && error.message.length > 10);
  });
}

test('whatever the path, the answer is an endpoint with names that need no escape, or a RegistryError', () => {
  const part = fc.oneof(fc.constantFrom('v2', 'manifests', 'blobs', 'tags', 'list', 'referrers', 'uploads', '..', '.', '%2f', '%00', '', 'a', 'latest', sha256), fc.string({ maxLength: 8 }));
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      try {
        const endpoint = parseEndpoint(`/v2/${parts.join('/')}`);
        if (endpoint.kind === 'ping') return true;
        return /^[a-z0-9._/-]+$/.test(endpoint.name) && endpoint.name.split('/').every((name) => name !== '' && name !== '.' && name !== '..');
      } catch (error) {
        return error instanceof RegistryError;
      }
    }),
    { numRuns: 500 },
  );
});
