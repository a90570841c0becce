// The media types of manifests, and how to read one from a Content-Type header.

/** OCI image spec 1.1 (media-types.md), the artifact manifest of its release candidates, and Docker's schema 2 (distribution, "Image Manifest V 2, Schema 2"). */
export const mediaTypes = {
  ociManifest: 'application/vnd.oci.image.manifest.v1+json',
  ociIndex: 'application/vnd.oci.image.index.v1+json',
  ociArtifact: 'application/vnd.oci.artifact.manifest.v1+json',
  dockerManifest: 'application/vnd.docker.distribution.manifest.v2+json',
  dockerManifestList: 'application/vnd.docker.distribution.manifest.list.v2+json',
} as const;

export type ManifestMediaType = (typeof mediaTypes)[keyof typeof mediaTypes];

/** What a manifest of each media type is made of. */
export type ManifestKind = 'image' | 'index' | 'artifact';

const kinds = {
  [mediaTypes.ociManifest]: 'image',
  [mediaTypes.dockerManifest]: 'image',
  [mediaTypes.ociIndex]: 'index',
  [mediaTypes.dockerManifestList]: 'index',
  [mediaTypes.ociArtifact]: 'artifact',
} as const satisfies Record<ManifestMediaType, ManifestKind>;

/** Every manifest media type this gateway understands, as an Accept list. */
export const acceptedManifests: readonly ManifestMediaType[] = Object.values(mediaTypes);

/** Whether `text` is a media type of a manifest that can be described. */
export function isManifestMediaType(text: string): text is ManifestMediaType {
  return Object.hasOwn(kinds, text);
}

/** Image, index or artifact. */
export function manifestKind(mediaType: ManifestMediaType): ManifestKind {
  return kinds[mediaType];
}

// RFC 6838 section 4.2: restricted-name "/" restricted-name, each at most 127 characters.
const grammar = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/;

/** The media type of a Content-Type header in lower case, without its parameters (RFC 9110 section 8.3.1); undefined when it is none. */
export function parseMediaType(header: string | undefined): string | undefined {
  const text = (header ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return grammar.test(text) ? text : undefined;
}
