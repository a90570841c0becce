// Clients that accept the same share an answer; clients that do not, do not.
import assert from 'node:assert/strict';
import test from 'node:test';
import { acceptedManifests, mediaTypes } from '../../core/distribution/media-type.ts';
import { isAnswerFor, variantOf } from './variant.ts';

const { ociManifest, ociIndex, dockerManifest, dockerManifestList } = mediaTypes;

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

const answers: Readonly<Record<string, readonly [wanted: readonly string[], asked: readonly string[], mediaType: string, boolean]>> = {
  'an index for whom accepts it': [[ociIndex, ociManifest], [ociIndex], ociIndex, true],
  'a manifest that was given to one who accepts indexes, too': [[ociIndex, ociManifest], [ociIndex, ociManifest, 'application/vnd.example'], ociManifest, true],
  'a manifest for whom accepts no index': [[ociManifest], [ociManifest, ociIndex], ociManifest, true],
  'an index for whom accepts none': [[ociManifest], [ociIndex, ociManifest], ociIndex, false],
  'another type of manifest': [[ociManifest], [dockerManifest], dockerManifest, false],
  'a manifest of one platform where an index may be had': [[ociIndex, ociManifest], [ociManifest], ociManifest, false],
  'a manifest of one platform where another index may be had': [[ociIndex, dockerManifestList, ociManifest], [ociIndex, ociManifest], ociManifest, false],
  'something that is no manifest': [[ociManifest], [ociManifest], 'application/json', false],
};
for (const [what, [wanted, asked, mediaType, isAnswer]] of Object.entries(answers)) {
  test(`${what} ${isAnswer ? 'may' : 'may not'} stand in`, () => assert.equal(isAnswerFor(variantOf(wanted), { variant: variantOf(asked), mediaType }), isAnswer));
}
