// `/v2/<name>/manifests/<reference>`.
import { acceptedManifests } from '../../core/distribution/media-type.ts';
import type { TagOrDigest } from '../../core/image/reference.ts';
import { permittedCaching } from './answer.ts';
import type { Answer } from './answer.ts';
import type { Exchange } from './exchange.ts';

/** OCI distribution spec 1.1, "Pulling manifests". */
export async function answerManifest({ permit, pull, method, headers, signal }: Exchange, { reference }: { readonly reference: TagOrDigest }): Promise<Answer> {
  const manifest = await pull.manifest({ permit, method, reference, accept: splitAccept(headers.accept), signal });
  return {
    status: 200,
    headers: {
      'content-type': manifest.mediaType,
      'content-length': manifest.size,
      'docker-content-digest': manifest.digest,
      etag: `"${manifest.digest}"`,
      'cache-control': permittedCaching,
    },
    ...(manifest.bytes === undefined ? {} : { body: manifest.bytes }),
  };
}

/**
 * The values as the client sent them, in its order; Node has joined repeated headers with commas. A client that takes anything
 * (no Accept, or a wildcard) is taken at its word: registries that hear no media type by name fall back to Docker's schema 1.
 */
function splitAccept(accept: string | undefined): readonly string[] {
  const values = (accept ?? '')
    .split(',')
    .map((value) => value.trim())
    .filter((value) => value !== '');
  const takesAnything = values.length === 0 || values.some((value) => value.startsWith('*/*'));
  return takesAnything ? [...values, ...acceptedManifests.filter((mediaType) => !values.includes(mediaType))] : values;
}
