// Reading blobs of an upstream (OCI distribution spec 1.1, "Pulling blobs"): they stream through, none is held.
import { formatRange, parseContentRange, parseRange } from '../core/distribution/range.ts';
import type { ContentRange, RangeRequest } from '../core/distribution/range.ts';
import { parseDigest } from '../core/image/digest.ts';
import { contentLengthOf, headerOf } from './connection.ts';
import type { Answer } from './connection.ts';
import { UpstreamError } from './error.ts';
import type { Exchange } from './exchange.ts';
import { openBody } from './open-body.ts';
import type { Places } from './places.ts';
import { discardAnswer } from './read-body.ts';
import type { BlobHeaders, BlobQuery, UpstreamBlob } from './upstream-registry.ts';
import { verifiedBody } from './verify-digest.ts';

export interface BlobLimits {
  /** Of the bodies that may be under way. */
  readonly places: Places;
  /** How long the reader of a verified body may leave it alone. */
  readonly stallTimeoutMs: number;
}

/**
 * Asks for a blob, whole or in part, and resolves when upstream has begun to answer. Several ranges at once, and ranges of
 * a HEAD, are ignored: the answer is the whole.
 * @throws UpstreamError, RegistryError RANGE_INVALID for a malformed range of bytes, or the signal's reason
 */
export async function readBlob(exchange: Exchange, query: BlobQuery, limits: BlobLimits): Promise<UpstreamBlob> {
  if (query.method === 'HEAD') return askForBlob(exchange, query, limits);
  const leave = await limits.places.enter(query.signal);
  try {
    const found = await askForBlob(exchange, query, limits);
    if (found.body === undefined) leave();
    else found.body.once('close', leave);
    return found;
  } catch (error) {
    leave();
    throw error;
  }
}

function askForBlob(exchange: Exchange, query: BlobQuery, { stallTimeoutMs }: BlobLimits): Promise<UpstreamBlob> {
  const { method, repository, digest, as, signal } = query;
  const { registry } = exchange;
  const range: RangeRequest = method === 'GET' ? parseRange(query.range) : { kind: 'whole' };
  const rangeHeader = formatRange(range);
  const what = `blob ${digest} of ${repository}`;
  const headers = rangeHeader === undefined ? {} : { range: rangeHeader };
  return exchange.ask({ method, repository, path: `blobs/${parseDigest(digest)}`, headers, what, as, signal }, (answer) => {
    const part = answer.status === 206 ? readPart(answer, range, registry, what) : undefined;
    const size = part === undefined ? contentLengthOf(answer) : part.last - part.first + 1;
    const head = { status: part === undefined ? 200 : 206, headers: headersOf(answer, part, size), ...(size === undefined ? {} : { size }) } as const;
    if (method === 'HEAD') {
      discardAnswer(answer);
      return Promise.resolve(head);
    }
    if (query.isUnverified === true) return Promise.resolve({ ...head, body: openBody(answer, registry) });
    return Promise.resolve({ ...head, body: verifiedBody(answer, { registry, what, digest: part === undefined ? digest : undefined, size, stallTimeoutMs }) });
  });
}

/** Where a 206 lies, when it is what was asked for. */
function readPart(answer: Answer, range: RangeRequest, registry: string, what: string): ContentRange {
  const part = parseContentRange(headerOf(answer, 'content-range'));
  const length = contentLengthOf(answer);
  if (part !== undefined && covers(part, range) && (length === undefined || length === part.last - part.first + 1)) return part;
  discardAnswer(answer);
  throw new UpstreamError({ kind: 'bad-response', registry, problem: `sent another part of ${what} than was asked for` });
}

function covers({ first, last, size }: ContentRange, range: RangeRequest): boolean {
  switch (range.kind) {
    case 'whole':
      return false;
    case 'part':
      return first === range.first && last <= (range.last ?? Number.MAX_SAFE_INTEGER);
    case 'suffix':
      return last - first + 1 <= range.length && (size === undefined || last === size - 1);
  }
}

function headersOf(answer: Answer, part: ContentRange | undefined, size: number | undefined): BlobHeaders {
  return {
    // Upstream's own type is of no use to a client, and of some to whoever would have a browser show it.
    'content-type': 'application/octet-stream',
    ...(size === undefined ? {} : { 'content-length': String(size) }),
    ...(part === undefined ? {} : { 'content-range': `bytes ${part.first}-${part.last}/${part.size ?? '*'}` }),
    ...(part !== undefined || headerOf(answer, 'accept-ranges')?.trim().toLowerCase() === 'bytes' ? { 'accept-ranges': 'bytes' } : {}),
  };
}
