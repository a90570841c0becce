// Clients that accept the same share an answer; clients that do not, do not.
import assert from 'node:assert/strict';
import test from 'node:test';
import { acceptedManifests, mediaTypes } from '../../core/distribution/media-type.ts';
import { variantOf } from './variant.ts';

const { ociManifest, ociIndex, dockerManifest } = mediaTypes;

const same: Readonly<Record<string, readonly [readonly string[], readonly string[]]>> = {
  order: [[ociIndex, ociManifest], [ociManifest, ociIndex]],
  repetition: [[ociIndex, ociIndex], [ociIndex]],
  case: [[ociIndex.toUpperCase()], [ociIndex]],
  'a wildcard beside all that it stands for': [[...acceptedManifests, '*/*'], [...acceptedManifests]],
  'the order of unknown types': [['application/b', 'application/a'], ['application/a', 'application/b']],
};
for (const [what, [one, other]] of Object.entries(same)) {
  test(`${what} makes no other variant`, () => assert.equal(variantOf(one), variantOf(other)));
}

const different: Readonly<Record<string, readonly [readonly string[], readonly string[]]>> = {
  'one known type more': [[ociIndex], [ociIndex, ociManifest]],
  'another known type': [[dockerManifest], [ociManifest]],
  'an unknown type': [[ociIndex], [ociIndex, 'application/vnd.example+json']],
  'a type that is refused by its weight': [[ociIndex, ociManifest], [ociIndex, `${ociManifest};q=0`]],
  'nothing at all': [[], [ociIndex]],
};
for (const [what, [one, other]] of Object.entries(different)) {
  test(`${what} makes another variant`, () => assert.notEqual(variantOf(one), variantOf(other)));
}

test('a variant stays short, however long the Accept', () => {
  const long = Array.from({ length: 500 }, (_, number) => `application/vnd.example.${String(number)}`);
  assert.ok(variantOf(long).length < 100);
  assert.notEqual(variantOf(long), variantOf(long.slice(1)));
});
