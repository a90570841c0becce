// `/v2/<name>/referrers/<digest>`.
import type { Digest } from '../../core/image/digest.ts';
import { permittedCaching } from './answer.ts';
import type { Answer } from './answer.ts';
import type { Exchange } from './exchange.ts';

/** OCI distribution spec 1.1, "Listing Referrers". One page: upstream's pages have been joined. */
export async function answerReferrers({ permit, pull, query, client }: Exchange, { digest }: { readonly digest: Digest }): Promise<Answer> {
  const { artifactType } = query;
  const { index, filtersApplied } = await pull.referrers({ permit, digest, ...(artifactType === undefined ? {} : { artifactType }), signal: client.signal() });
  const text = JSON.stringify(index);
  return {
    status: 200,
    headers: {
      'content-type': index.mediaType,
      'content-length': Buffer.byteLength(text),
      'cache-control': permittedCaching,
      ...(filtersApplied.length === 0 ? {} : { 'oci-filters-applied': filtersApplied.join(',') }),
    },
    body: text,
  };
}
