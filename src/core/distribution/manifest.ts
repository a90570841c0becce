// Reading a manifest: what kind it is and what it refers to. Anything that clients could read in two ways is refused.
import { isJsonObject, manifestInvalid, readAnnotations, readDescriptor, readDescriptors } from './descriptor.ts';
import type { Descriptor } from './descriptor.ts';
import { isManifestMediaType, manifestKind, mediaTypes, parseMediaType } from './media-type.ts';
import type { ManifestKind, ManifestMediaType } from './media-type.ts';

const MiB = 1024 * 1024;

/** OCI distribution spec 1.1, "Pushing Manifests": registries take manifests of at least 4 MiB; no larger one is read here. */
export const manifestBytesMax = 4 * MiB;

/** `manifest`: an entry of an index; `blob`: an entry of an artifact manifest. */
export type ReferenceRole = 'config' | 'layer' | 'manifest' | 'blob';

export interface ManifestReference extends Descriptor {
  readonly role: ReferenceRole;
}

export interface ManifestDescription {
  readonly mediaType: ManifestMediaType;
  readonly kind: ManifestKind;
  /** Everything the manifest is made of, in its order, config first; its subject is not among them. */
  readonly references: readonly ManifestReference[];
  /** The manifest that this one says something about. */
  readonly subject?: Descriptor;
  /** The manifest's own, else (as OCI distribution spec 1.1, "Listing Referrers", has it) the config's media type of an image manifest. */
  readonly artifactType?: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

type JsonObject = Readonly<Record<string, unknown>>;

// A global of every JavaScript host, and pure; the ES library that core is held to does not declare it.
declare const TextDecoder: new (label: string, options: { readonly fatal: boolean; readonly ignoreBOM: boolean }) => { decode(bytes: Uint8Array): string };

/**
 * Describes the manifest in `bytes` (at most `manifestBytesMax`). `contentType` is the header it came with; a general one
 * (`application/json`) or none leaves the type to the manifest's own words.
 * @throws RegistryError MANIFEST_INVALID: no JSON, of no known type, of two types at once, or with a broken descriptor
 */
export function describeManifest(bytes: Uint8Array, contentType?: string): ManifestDescription {
  if (bytes.byteLength > manifestBytesMax) throw manifestInvalid(`it is over ${manifestBytesMax / MiB} MiB`);
  const content = parseJson(bytes);
  const mediaType = findMediaType(content, parseMediaType(contentType));
  const kind = manifestKind(mediaType);
  if (kind !== 'artifact' && content['schemaVersion'] !== 2) throw manifestInvalid('its schemaVersion is not 2');
  const references = readReferences(kind, content);
  const subject = isPresent(content['subject']) ? readDescriptor(content['subject'], 'subject') : undefined;
  const artifactType = findArtifactType(kind, content, references);
  const annotations = readAnnotations(content['annotations'], 'the manifest');
  return {
    mediaType,
    kind,
    references,
    ...(subject === undefined ? {} : { subject }),
    ...(artifactType === undefined ? {} : { artifactType }),
    ...(annotations === undefined ? {} : { annotations }),
  };
}

function parseJson(bytes: Uint8Array): JsonObject {
  let content: unknown;
  try {
    content = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    throw manifestInvalid('it is not JSON in UTF-8');
  }
  if (!isJsonObject(content)) throw manifestInvalid('it is not a JSON object');
  return content;
}

/** The header and the manifest must agree where both speak, since clients differ in which one they believe. */
function findMediaType(content: JsonObject, declared: string | undefined): ManifestMediaType {
  const own = content['mediaType'];
  if (own !== undefined && typeof own !== 'string') throw manifestInvalid('its mediaType is not text');
  if (declared !== undefined && isManifestMediaType(declared)) {
    if (own !== undefined && own !== '' && own !== declared) throw manifestInvalid(`its mediaType is not the Content-Type it was sent with (${declared})`);
    return declared;
  }
  if (own !== undefined && own !== '') {
    if (isManifestMediaType(own)) return own;
    throw manifestInvalid('its mediaType is not one of an image, an index or an artifact');
  }
  // OCI image spec 1.1 lets mediaType be left out; Docker's types may not leave it out, so what is untold is OCI.
  if ('manifests' in content) return mediaTypes.ociIndex;
  if ('config' in content && 'layers' in content) return mediaTypes.ociManifest;
  throw manifestInvalid('it is neither an image, nor an index, nor an artifact');
}

function readReferences(kind: ManifestKind, content: JsonObject): readonly ManifestReference[] {
  const as = (role: ReferenceRole) => (descriptor: Descriptor): ManifestReference => ({ ...descriptor, role });
  switch (kind) {
    case 'image':
      refuse(content, ['manifests', 'fsLayers'], 'an image');
      return [as('config')(readDescriptor(content['config'], 'config')), ...readDescriptors(content['layers'], 'layers').map(as('layer'))];
    case 'index':
      refuse(content, ['config', 'layers', 'fsLayers'], 'an index');
      return readDescriptors(content['manifests'], 'manifests').map(as('manifest'));
    case 'artifact':
      refuse(content, ['config', 'layers', 'manifests', 'fsLayers'], 'an artifact');
      return readDescriptors(content['blobs'] ?? [], 'blobs').map(as('blob'));
  }
}

/** A document that is an image to one client and an index to another may hide what it pulls. */
function refuse(content: JsonObject, fields: readonly string[], what: string): void {
  const found = fields.find((field) => field in content);
  if (found !== undefined) throw manifestInvalid(`it is ${what} but has ${found}`);
}

function findArtifactType(kind: ManifestKind, content: JsonObject, references: readonly ManifestReference[]): string | undefined {
  const own = content['artifactType'];
  if (typeof own === 'string' && own !== '') return own;
  return kind === 'image' ? references[0]?.mediaType : undefined;
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null;
}
