// If-None-Match: what the client has already is not sent again.
import { permittedCaching } from './answer.ts';
import type { Answer } from './answer.ts';

/** Whether the client has it: content is what its digest says, so the digest is its tag (RFC 9110 section 13.1.2). */
export function hasAlready(ifNoneMatch: string | undefined, digest: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(',').some((value) => {
    const tag = value.trim();
    return tag === '*' || tag === `"${digest}"` || tag === `W/"${digest}"`;
  });
}

/** 304, with the headers that a 200 would have had (RFC 9110 section 15.4.5). */
export function notModified(digest: string, cacheStatus: string): Answer {
  return { status: 304, headers: { 'docker-content-digest': digest, etag: `"${digest}"`, 'cache-control': permittedCaching, 'cache-status': cacheStatus } };
}
