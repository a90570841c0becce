// Manifests of every kind, and what is none.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { RegistryError } from './error.ts';
import { describeManifest, manifestBytesMax } from './manifest.ts';
import { mediaTypes, parseMediaType } from './media-type.ts';

const digest = (digit: string): string => `sha256:${digit.repeat(64)}`;
const descriptor = (digit: string, mediaType = 'application/x'): Record<string, unknown> => ({ mediaType, digest: digest(digit), size: 7 });
const image = { schemaVersion: 2, mediaType: mediaTypes.ociManifest, config: descriptor('a', 'application/vnd.oci.image.config.v1+json'), layers: [descriptor('b'), descriptor('c')] };
const dockerImage = { ...image, mediaType: mediaTypes.dockerManifest };
const index = { schemaVersion: 2, mediaType: mediaTypes.ociIndex, manifests: [{ ...descriptor('d', mediaTypes.ociManifest), platform: { architecture: 'arm64', os: 'linux', variant: 'v8' } }] };
const artifact = { mediaType: mediaTypes.ociArtifact, artifactType: 'application/vnd.example', blobs: [descriptor('e')], subject: descriptor('f', mediaTypes.ociManifest) };
const bytesOf = (content: unknown): Uint8Array => Buffer.from(typeof content === 'string' ? content : JSON.stringify(content));
const without = (content: object, field: string): object => Object.fromEntries(Object.entries(content).filter(([name]) => name !== field));

const read: readonly (readonly [string, unknown, string | undefined, string, readonly string[]])[] = [
  ['an OCI image', image, mediaTypes.ociManifest, mediaTypes.ociManifest, ['config:a', 'layer:b', 'layer:c']],
  ['a Docker image', dockerImage, mediaTypes.dockerManifest, mediaTypes.dockerManifest, ['config:a', 'layer:b', 'layer:c']],
  ['an OCI index', index, `${mediaTypes.ociIndex}; charset=utf-8`, mediaTypes.ociIndex, ['manifest:d']],
  ['a Docker manifest list', { ...index, mediaType: mediaTypes.dockerManifestList }, mediaTypes.dockerManifestList, mediaTypes.dockerManifestList, ['manifest:d']],
  ['an artifact', artifact, mediaTypes.ociArtifact, mediaTypes.ociArtifact, ['blob:e']],
  ['an image sent as general JSON', dockerImage, 'application/json', mediaTypes.dockerManifest, ['config:a', 'layer:b', 'layer:c']],
  ['an image sent without a type', image, undefined, mediaTypes.ociManifest, ['config:a', 'layer:b', 'layer:c']],
  ['an image that says no type', without(image, 'mediaType'), undefined, mediaTypes.ociManifest, ['config:a', 'layer:b', 'layer:c']],
  ['an index that says no type', without(index, 'mediaType'), undefined, mediaTypes.ociIndex, ['manifest:d']],
  ['an image without layers, as Go writes it', { ...image, layers: null }, undefined, mediaTypes.ociManifest, ['config:a']],
  ['an empty index', { ...index, manifests: [] }, undefined, mediaTypes.ociIndex, []],
];

for (const [name, content, contentType, mediaType, references] of read) {
  test(`describes ${name}`, () => {
    const description = describeManifest(bytesOf(content), contentType);
    assert.equal(description.mediaType, mediaType);
    assert.deepEqual(description.references.map((reference) => `${reference.role}:${reference.digest.at(-1) ?? ''}`), references);
  });
}

test('tells subject, artifact type, annotations and platform', () => {
  const described = describeManifest(bytesOf({ ...artifact, annotations: { key: 'value' } }));
  assert.equal(described.subject?.digest, digest('f'));
  assert.equal(described.artifactType, 'application/vnd.example');
  assert.deepEqual(described.annotations, { key: 'value' });
  assert.equal(describeManifest(bytesOf(image)).artifactType, 'application/vnd.oci.image.config.v1+json');
  assert.deepEqual(describeManifest(bytesOf(index)).references[0]?.platform, { architecture: 'arm64', os: 'linux', variant: 'v8' });
});

const refused: readonly (readonly [string, unknown, string?])[] = [
  ['nothing', ''],
  ['no JSON', '{'],
  ['HTML', '<html>'],
  ['a list', '[]'],
  ['null', 'null'],
  ['an empty object', '{}'],
  ['a byte order mark', `\uFEFF${JSON.stringify(image)}`],
  ['another schema version', { ...image, schemaVersion: 1 }],
  ['no schema version', without(image, 'schemaVersion')],
  ['a type that is another than it was sent with', image, mediaTypes.dockerManifest],
  ['an unknown type', { ...image, mediaType: 'application/x' }],
  ['a type that is no text', { ...image, mediaType: 7 }],
  ['an image that is an index too', { ...image, manifests: [] }],
  ['an index that is an image too', { ...index, layers: [] }],
  ['an artifact that is an image too', { ...artifact, layers: [] }],
  ['an image of schema 1 too', { ...image, fsLayers: [] }],
  ['an image without config', without(image, 'config'), mediaTypes.ociManifest],
  ['an image without layers', without(image, 'layers'), mediaTypes.ociManifest],
  ['layers that are no list', { ...image, layers: {} }],
  ['a descriptor that is text', { ...image, layers: ['x'] }],
  ['a descriptor without digest', { ...image, layers: [without(descriptor('b'), 'digest')] }],
  ['a digest of another algorithm', { ...image, layers: [{ ...descriptor('b'), digest: `md5:${'a'.repeat(32)}` }] }],
  ['a digest that leaves its place', { ...image, layers: [{ ...descriptor('b'), digest: 'sha256:../../x' }] }],
  ['a negative size', { ...image, layers: [{ ...descriptor('b'), size: -1 }] }],
  ['a broken size', { ...image, layers: [{ ...descriptor('b'), size: 1.5 }] }],
  ['a size as text', { ...image, layers: [{ ...descriptor('b'), size: '7' }] }],
  ['a descriptor without type', { ...image, layers: [{ ...descriptor('b'), mediaType: '' }] }],
  ['a broken subject', { ...image, subject: 'x' }],
  ['annotations that are no text', { ...image, annotations: { a: 1 } }],
];

for (const [name, content, contentType] of refused) {
  test(`refuses ${name} with MANIFEST_INVALID`, () => {
    assert.throws(() => describeManifest(bytesOf(content), contentType), (error) => error instanceof RegistryError && error.code === 'MANIFEST_INVALID' && /^manifest is invalid: ./.test(error.message));
  });
}

test('refuses bytes that are not UTF-8, and more than 4 MiB', () => {
  assert.throws(() => describeManifest(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d])), /not JSON in UTF-8/);
  assert.throws(() => describeManifest(new Uint8Array(manifestBytesMax + 1)), /over 4 MiB/);
  assert.equal(describeManifest(bytesOf(JSON.stringify(image).padEnd(manifestBytesMax))).kind, 'image');
});

test('whatever the JSON, the answer is a description or MANIFEST_INVALID', () => {
  const nonsense = fc.record({ schemaVersion: fc.constant(2), config: fc.jsonValue(), layers: fc.jsonValue(), manifests: fc.jsonValue(), subject: fc.jsonValue() }, { requiredKeys: ['schemaVersion'] });
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), nonsense), (content) => {
      try {
        return describeManifest(bytesOf(JSON.stringify(content))).references.length >= 0;
      } catch (error) {
        return error instanceof RegistryError && error.code === 'MANIFEST_INVALID';
      }
    }),
  );
});

const contentTypes: readonly (readonly [string | undefined, string | undefined])[] = [
  [undefined, undefined],
  ['', undefined],
  ['Application/JSON ; charset=utf-8', 'application/json'],
  ['nonsense', undefined],
  ['a/b/c', undefined],
];

for (const [header, expected] of contentTypes) {
  test(`Content-Type ${header ?? 'left out'} is ${expected ?? 'none'}`, () => {
    assert.equal(parseMediaType(header), expected);
  });
}
