// Uploading blobs to an upstream (OCI distribution spec 1.1, "Pushing blobs"): started, sent in one or several pieces, closed.
import { parseDigest } from '../core/image/digest.ts';
import { isRepositoryName } from '../core/image/grammar.ts';
import { headerOf } from './connection.ts';
import type { Answer } from './connection.ts';
import { UpstreamError } from './error.ts';
import type { PushExchange } from './push-exchange.ts';
import type { ChunkQuery, FinishQuery, StartedUpload, StartQuery, UploadAddress, UploadQuery, UploadState } from './upstream-push.ts';

const rangeGrammar = /^\d{1,15}-\d{1,15}$/;
const octets = { 'content-type': 'application/octet-stream' } as const;

export interface UploadOptions {
  readonly exchange: PushExchange;
  /** The address of `blobs/uploads/` of a repository. */
  readonly uploadsOf: (repository: string, query?: { readonly mount: string; readonly from: string }) => URL;
}

/** "Pushing a blob monolithically" and "Mounting a blob from another repository": POST. @throws UpstreamError */
export async function startUpload({ exchange, uploadsOf }: UploadOptions, { repository, mount, as, signal }: StartQuery): Promise<StartedUpload> {
  const asked = { method: 'POST', repository, headers: { 'content-length': '0' }, what: `the upload to ${repository}`, as, signal } as const;
  if (mount !== undefined && isRepositoryName(mount.from)) {
    try {
      const url = uploadsOf(repository, { mount: parseDigest(mount.digest), from: mount.from });
      const answer = await exchange.ask({ ...asked, url, from: mount.from, accepts: [201, 202] });
      return answer.status === 201 ? { kind: 'mounted' } : startedBy(answer, exchange.registry);
    } catch (error) {
      // Not from there, then: its bytes can still be sent.
      if (!(error instanceof UpstreamError) || (error.kind !== 'refused' && error.kind !== 'not-found')) throw error;
    }
  }
  return startedBy(await exchange.ask({ ...asked, url: uploadsOf(repository), accepts: [202] }), exchange.registry);
}

/** "Pushing a blob in chunks": PATCH. */
export async function sendChunk({ exchange }: UploadOptions, { repository, upload, body, contentRange, as, signal }: ChunkQuery): Promise<UploadState> {
  const headers = { ...octets, ...contentRangeHeader(contentRange) };
  return stateOf(await exchange.ask({ method: 'PATCH', url: new URL(upload), repository, headers, body, accepts: [202, 204], what: `the upload to ${repository}`, as, signal }), exchange.registry);
}

/** PUT: the rest, or all of it, and what it must have become. */
export async function finishUpload({ exchange }: UploadOptions, { repository, upload, digest, body, contentRange, as, signal }: FinishQuery): Promise<void> {
  // Appended as text: what stands in the address must come back to upstream to the letter.
  const url = new URL(`${upload}${upload.includes('?') ? '&' : '?'}digest=${encodeURIComponent(parseDigest(digest))}`);
  const headers = body === undefined ? { 'content-length': '0' } : { ...octets, ...contentRangeHeader(contentRange) };
  await exchange.ask({ method: 'PUT', url, repository, headers, ...(body === undefined ? {} : { body }), accepts: [201, 204], what: `the upload of ${digest} to ${repository}`, as, signal });
}

/** GET: how much of it has come. */
export async function readUploadState({ exchange }: UploadOptions, { repository, upload, as, signal }: UploadQuery): Promise<UploadState> {
  const answer = await exchange.ask({ method: 'GET', url: new URL(upload), repository, accepts: [200, 202, 204], what: `the upload to ${repository}`, as, signal });
  return headerOf(answer, 'location') === undefined ? { upload, ...receivedBy(answer) } : stateOf(answer, exchange.registry);
}

export async function cancelUpload({ exchange }: UploadOptions, { repository, upload, as, signal }: UploadQuery): Promise<void> {
  await exchange.ask({ method: 'DELETE', url: new URL(upload), repository, accepts: [200, 202, 204], what: `the upload to ${repository}`, as, signal });
}

function contentRangeHeader(contentRange: string | undefined): Readonly<Record<string, string>> {
  return contentRange === undefined || !rangeGrammar.test(contentRange) ? {} : { 'content-range': contentRange };
}

function startedBy(answer: Answer, registry: string): StartedUpload {
  const least = headerOf(answer, 'oci-chunk-min-length') ?? '';
  return { kind: 'started', upload: addressIn(answer, registry), ...(/^\d{1,10}$/.test(least) ? { chunkBytesMin: Number(least) } : {}) };
}

function stateOf(answer: Answer, registry: string): UploadState {
  return { upload: addressIn(answer, registry), ...receivedBy(answer) };
}

function receivedBy(answer: Answer): Pick<UploadState, 'range'> {
  const range = headerOf(answer, 'range')?.replace(/^bytes=/, '') ?? '';
  return rangeGrammar.test(range) ? { range } : {};
}

/** Held to the rules of redirects (redirect.ts): https is never left for http, and another host gets no Authorization. */
function addressIn(answer: Answer, registry: string): UploadAddress {
  const bad = (problem: string): UpstreamError => new UpstreamError({ kind: 'bad-response', registry, problem });
  const location = headerOf(answer, 'location');
  const url = location === undefined ? null : URL.parse(location, answer.url);
  if (url === null) throw bad('took an upload without saying where it goes on');
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw bad(`wants an upload at something that is not http (${url.protocol})`);
  if (url.protocol === 'http:' && answer.url.protocol === 'https:') throw bad(`wants an upload without TLS (${url.host})`);
  if (url.username !== '' || url.password !== '') throw bad(`wants an upload at an address with a password in it (${url.host})`);
  url.hash = '';
  return url.href;
}
