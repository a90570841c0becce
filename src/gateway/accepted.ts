// What a client accepts of manifests, read from its header once and not for each of its requests.
import { acceptedManifests } from '../core/distribution/media-type.ts';
import { variantOf } from './cache/variant.ts';

export interface Accepted {
  /** The values as the client sent them, in its order, and what a wildcard among them stands for. */
  readonly accept: readonly string[];
  readonly variant: string;
}

/** Clients send a handful of different headers. */
const headersMax = 256;
/** A longer header is read each time. */
const rememberedLengthMax = 2048;

/** Makes a reader of Accept headers (undefined: none was sent) that remembers what it has read. */
export function createAcceptedReader(): (header: string | undefined) => Accepted {
  const remembered = new Map<string | undefined, Accepted>();
  return (header) => {
    const known = remembered.get(header);
    if (known !== undefined) return known;
    const accept = splitAccept(header);
    const accepted = { accept, variant: variantOf(accept) };
    if (header !== undefined && header.length > rememberedLengthMax) return accepted;
    if (remembered.size === headersMax) remembered.clear();
    remembered.set(header, accepted);
    return accepted;
  };
}

/**
 * Node has joined repeated headers with commas. A client that takes anything (no Accept, or a wildcard) is taken at its word:
 * registries that hear no media type by name fall back to Docker's schema 1.
 */
function splitAccept(header: string | undefined): readonly string[] {
  const values = (header ?? '')
    .split(',')
    .map((value) => value.trim())
    .filter((value) => value !== '');
  const takesAnything = values.length === 0 || values.some((value) => value.startsWith('*/*'));
  return takesAnything ? [...values, ...acceptedManifests.filter((mediaType) => !values.includes(mediaType))] : values;
}
