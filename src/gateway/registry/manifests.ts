// `/v2/<name>/manifests/<reference>`.
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

/** The values as the client sent them, in its order; Node has joined repeated headers with commas. */
function splitAccept(accept: string | undefined): readonly string[] {
  if (accept === undefined) return [];
  return accept
    .split(',')
    .map((value) => value.trim())
    .filter((value) => value !== '');
}
