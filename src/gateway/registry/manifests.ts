// `/v2/<name>/manifests/<reference>`.
import type { TagOrDigest } from '../../core/image/reference.ts';
import type { FoundManifest } from '../cache/content-source.port.ts';
import { formatCacheStatus } from '../cache-status.ts';
import { permittedCaching } from './answer.ts';
import type { Answer } from './answer.ts';
import { hasAlready, notModified } from './conditional.ts';
import type { Exchange } from './exchange.ts';

/** OCI distribution spec 1.1, "Pulling manifests". */
export async function answerManifest(exchange: Exchange, { reference }: { readonly reference: TagOrDigest }): Promise<Answer> {
  const { permit, pull, method, headers, client } = exchange;
  const wish = { permit, reference, accept: headers.accept };
  const found = pull.warmManifest(wish) ?? (await pull.manifest({ ...wish, method, signal: client.signal() }));
  return hasAlready(headers['if-none-match'], found.digest) ? notModified(found.digest, formatCacheStatus(found.cacheStatus)) : foundAnswer(found);
}

function foundAnswer({ digest, mediaType, size, bytes, cacheStatus }: FoundManifest): Answer {
  return {
    status: 200,
    headers: {
      'content-type': mediaType,
      'content-length': size,
      'docker-content-digest': digest,
      etag: `"${digest}"`,
      'cache-control': permittedCaching,
      'cache-status': formatCacheStatus(cacheStatus),
    },
    ...(bytes === undefined ? {} : { body: bytes }),
  };
}
