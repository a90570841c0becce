// Finding out where an upstream keeps a blob: the signed address at a CDN that clients can be sent to.
import { parseDigest } from '../core/image/digest.ts';
import type { Exchange } from './exchange.ts';
import { discardAnswer } from './read-body.ts';
import { isRedirect, locationOf } from './redirect.ts';
import type { BlobQuery } from './upstream-registry.ts';

/**
 * The address at another origin that a GET of the blob is redirected to; undefined when upstream serves the blob itself. It is https (or http
 * where the upstream is), without credentials in it. A GET, because most signatures hold for one method alone.
 * @throws UpstreamError, or the signal's reason
 */
export function locateBlob(exchange: Exchange, { repository, digest, as, signal }: Omit<BlobQuery, 'method' | 'range' | 'isUnverified'>): Promise<string | undefined> {
  const what = `blob ${digest} of ${repository}`;
  return exchange.ask({ method: 'GET', repository, path: `blobs/${parseDigest(digest)}`, what, as, signal, staysAtOrigin: true }, (answer) => {
    if (isRedirect(answer)) return Promise.resolve(locationOf(answer, exchange.registry));
    discardAnswer(answer);
    return Promise.resolve(undefined);
  });
}
