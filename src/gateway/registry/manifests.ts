// `/v2/<name>/manifests/<reference>`.
import type { TagOrDigest } from '../../core/image/reference.ts';
import { formatCacheStatus } from '../cache-status.ts';
import { permittedCaching } from './answer.ts';
import type { Answer } from './answer.ts';
import { hasAlready, notModified } from './conditional.ts';
import type { Exchange } from './exchange.ts';

/** OCI distribution spec 1.1, "Pulling manifests". */
export async function answerManifest({ permit, pull, method, headers, signal }: Exchange, { reference }: { readonly reference: TagOrDigest }): Promise<Answer> {
  const wish = { permit, reference, accept: headers.accept };
  const { digest, mediaType, size, bytes, ...found } = pull.warmManifest(wish) ?? (await pull.manifest({ ...wish, method, signal }));
  const cacheStatus = formatCacheStatus(found.cacheStatus);
  if (hasAlready(headers['if-none-match'], digest)) return notModified(digest, cacheStatus);
  return {
    status: 200,
    headers: {
      'content-type': mediaType,
      'content-length': size,
      'docker-content-digest': digest,
      etag: `"${digest}"`,
      'cache-control': permittedCaching,
      'cache-status': cacheStatus,
    },
    ...(bytes === undefined ? {} : { body: bytes }),
  };
}
