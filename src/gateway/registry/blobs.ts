// `/v2/<name>/blobs/<digest>`: streams, whole or in part.
import type { OutgoingHttpHeaders } from 'node:http';
import type { Digest } from '../../core/image/digest.ts';
import { formatCacheStatus } from '../cache-status.ts';
import type { PulledBlob } from '../pull-blob.ts';
import { errorAnswer, permittedCaching } from './answer.ts';
import type { Answer } from './answer.ts';
import { hasAlready, notModified } from './conditional.ts';
import type { Exchange } from './exchange.ts';

/** OCI distribution spec 1.1, "Pulling blobs". Nothing of the body is held here. */
export async function answerBlob({ permit, pull, method, headers, client }: Exchange, { digest }: { readonly digest: Digest }): Promise<Answer> {
  const { range } = headers;
  const signal = client.signal();
  if (hasAlready(headers['if-none-match'], digest)) {
    // Only who may read it is told that it is still there.
    const described = await pull.blob({ permit, method: 'HEAD', digest, signal });
    return described.kind === 'described' ? notModified(digest, formatCacheStatus(described.cacheStatus)) : answerFound(described, digest);
  }
  return answerFound(await pull.blob({ permit, method, digest, ...(range === undefined || isOfAnother(headers['if-range'], digest) ? {} : { range }), signal }), digest);
}

/** The range was meant for other bytes: all of these are sent (RFC 9110 section 13.1.5). */
function isOfAnother(ifRange: string | readonly string[] | undefined, digest: Digest): boolean {
  return ifRange !== undefined && String(ifRange).trim() !== `"${digest}"`;
}

function answerFound(found: PulledBlob, digest: Digest): Answer {
  switch (found.kind) {
    case 'no-such-part':
      return errorAnswer('RANGE_INVALID', found.message, { headers: { 'content-range': `bytes */${found.size}` } });
    case 'redirect':
      // The address carries a signature that is for this client alone, and for a short while.
      return { status: 307, headers: { ...headersOf(found, digest), location: found.location, 'cache-control': 'no-store', 'content-length': 0 }, body: '' };
    case 'described':
      return { status: 200, headers: { ...headersOf(found, digest), ...lengthOf(found.size) } };
    case 'whole':
      return { status: 200, headers: { ...headersOf(found, digest), ...lengthOf(found.size) }, body: found.body };
    case 'part': {
      const { first, last, size, body } = found;
      return { status: 206, headers: { ...headersOf(found, digest), ...lengthOf(last - first + 1), 'content-range': `bytes ${first}-${last}/${size ?? '*'}` }, body };
    }
  }
}

function headersOf({ cacheStatus }: Exclude<PulledBlob, { kind: 'no-such-part' }>, digest: Digest): OutgoingHttpHeaders {
  return {
    'accept-ranges': 'bytes',
    // Not upstream's word for it: a browser must never be led to run what somebody pushed.
    'content-type': 'application/octet-stream',
    'docker-content-digest': digest,
    etag: `"${digest}"`,
    'cache-control': permittedCaching,
    'cache-status': formatCacheStatus(cacheStatus),
  };
}

function lengthOf(bytes: number | undefined): OutgoingHttpHeaders {
  return bytes === undefined ? {} : { 'content-length': bytes };
}
