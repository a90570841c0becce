// `/v2/<name>/blobs/<digest>`: streams, whole or in part.
import type { Digest } from '../../core/image/digest.ts';
import { permittedCaching } from './answer.ts';
import type { Answer } from './answer.ts';
import type { Exchange } from './exchange.ts';

/** OCI distribution spec 1.1, "Pulling blobs". The body is upstream's stream: nothing of it is held here. */
export async function answerBlob({ permit, pull, method, headers, signal }: Exchange, { digest }: { readonly digest: Digest }): Promise<Answer> {
  const { range } = headers;
  const blob = await pull.blob({ permit, method, digest, ...(range === undefined ? {} : { range }), signal });
  return {
    status: blob.status,
    headers: {
      'accept-ranges': 'bytes',
      ...blob.headers,
      // Not upstream's word for it: a browser must never be led to run what somebody pushed.
      'content-type': 'application/octet-stream',
      'docker-content-digest': digest,
      etag: `"${digest}"`,
      'cache-control': permittedCaching,
    },
    ...(blob.body === undefined ? {} : { body: blob.body }),
  };
}
