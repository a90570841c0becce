// A descriptor: what a manifest says about something that it refers to (OCI image spec 1.1, descriptor.md).
import { InvalidDigest, parseDigest } from '../image/digest.ts';
import type { Digest } from '../image/digest.ts';
import { RegistryError } from './error.ts';

export interface Descriptor {
  readonly mediaType: string;
  readonly digest: Digest;
  /** Bytes. */
  readonly size: number;
  readonly artifactType?: string;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly platform?: Platform;
}

/** The platform of an entry of an index (OCI image spec 1.1, image-index.md). */
export interface Platform {
  readonly architecture: string;
  readonly os: string;
  readonly variant?: string;
}

type JsonObject = Readonly<Record<string, unknown>>;

const mediaTypeLengthMax = 255;

/**
 * Reads a descriptor; `where` names its place (`layers[2]`) for the message.
 * @throws RegistryError MANIFEST_INVALID
 */
export function readDescriptor(value: unknown, where: string): Descriptor {
  if (!isJsonObject(value)) throw manifestInvalid(`${where} is not an object`);
  const { mediaType, size, artifactType } = value;
  if (typeof mediaType !== 'string' || mediaType === '' || mediaType.length > mediaTypeLengthMax) throw manifestInvalid(`${where} has no mediaType`);
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0) throw manifestInvalid(`${where} has no valid size`);
  const annotations = readAnnotations(value['annotations'], where);
  const platform = readPlatform(value['platform']);
  return {
    mediaType,
    digest: readDigest(value['digest'], where),
    size,
    ...(typeof artifactType === 'string' && artifactType !== '' ? { artifactType } : {}),
    ...(annotations === undefined ? {} : { annotations }),
    ...(platform === undefined ? {} : { platform }),
  };
}

/** Reads a list of descriptors. `null` counts as empty: Go programs write an empty list so. */
export function readDescriptors(value: unknown, where: string): readonly Descriptor[] {
  if (value === null) return [];
  if (!Array.isArray(value)) throw manifestInvalid(`${where} is not a list`);
  return value.map((entry: unknown, position) => readDescriptor(entry, `${where}[${position}]`));
}

/** Annotations: text to text (OCI image spec 1.1, annotations.md); undefined when there are none. */
export function readAnnotations(value: unknown, where: string): Readonly<Record<string, string>> | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isJsonObject(value)) throw manifestInvalid(`annotations of ${where} are not an object`);
  const entries = Object.entries(value).map(([key, text]): [string, string] => {
    if (typeof text !== 'string') throw manifestInvalid(`annotations of ${where} are not all text`);
    return [key, text];
  });
  return Object.fromEntries(entries);
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function manifestInvalid(message: string): RegistryError {
  return new RegistryError('MANIFEST_INVALID', `manifest is invalid: ${message}`);
}

function readDigest(value: unknown, where: string): Digest {
  if (typeof value !== 'string') throw manifestInvalid(`${where} has no digest`);
  try {
    return parseDigest(value);
  } catch (error) {
    if (error instanceof InvalidDigest) throw manifestInvalid(`the digest of ${where} is not a sha256 or sha512 digest`);
    throw error;
  }
}

function readPlatform(value: unknown): Platform | undefined {
  if (!isJsonObject(value)) return undefined;
  const { architecture, os, variant } = value;
  if (typeof architecture !== 'string' || typeof os !== 'string') return undefined;
  return { architecture, os, ...(typeof variant === 'string' ? { variant } : {}) };
}
