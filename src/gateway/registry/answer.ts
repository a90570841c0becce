// What a registry endpoint answers, as a value: so that it can be recorded before any of it is sent.
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { registryErrorBody, registryErrorStatus } from '../../core/distribution/error.ts';
import type { RegistryErrorCode } from '../../core/distribution/error.ts';
import { dropBody } from '../../http/drop-body.ts';
import { reasonPhrase } from '../../http/reason-phrase.ts';
import type { BlobBody } from '../blob-body.ts';

const KiB = 1024;

export interface Answer {
  readonly status: number;
  /** Stands after the status instead of the usual words, where clients show nothing else. */
  readonly reason?: string;
  readonly headers: OutgoingHttpHeaders;
  /** Left unsent when the request is a HEAD. A stream and a blob's body must be sent or discarded. */
  readonly body?: string | Buffer | Readable | BlobBody;
}

/** Copying more takes longer than a second piece. */
const asTextBytesMax = 16 * KiB;

/** What a cache on the way may do: keep it, but ask the gateway each time, since the decision is taken anew each time. */
export const permittedCaching = 'private, no-cache';

/** An answer with the error body of the distribution spec. */
export function errorAnswer(code: RegistryErrorCode, message: string, { status, headers, detail }: { readonly status?: number; readonly headers?: OutgoingHttpHeaders; readonly detail?: unknown } = {}): Answer {
  const body = registryErrorBody(code, message, detail);
  const answered = status ?? registryErrorStatus[code];
  return {
    status: answered,
    // Of a 5xx every client prints the status line alone; of a 429, containerd (docs/clients.md).
    ...(answered >= 500 || answered === 429 ? { reason: reasonPhrase(message) } : {}),
    headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), 'cache-control': 'no-store' },
    body,
  };
}

/** Bytes of the body as they will be sent; of a stream, its announced length. */
export function bodyBytes({ body, headers }: Answer, method: string | undefined): number {
  if (method === 'HEAD' || body === undefined) return 0;
  if (isHeld(body)) return Buffer.byteLength(body);
  return body instanceof Readable ? Number(headers['content-length'] ?? 0) : (body.size ?? 0);
}

/** Lets go of an answer that will not be sent. */
export function discard({ body }: Answer): void {
  if (body === undefined || isHeld(body)) return;
  if (body instanceof Readable) body.destroy();
  else body.discard();
}

/**
 * Sends the answer at the client's pace, with what is `always` among its headers. When a stream breaks, so does the connection: a client
 * must never take a part for the whole. Rejects then, and when the client has gone.
 */
export async function sendAnswer(answer: Answer, response: ServerResponse, always: OutgoingHttpHeaders): Promise<void> {
  const { status, reason, body } = answer;
  const isHead = response.req.method === 'HEAD';
  if (isHead) discard(answer);
  if (reason !== undefined && reason !== '') response.statusMessage = reason;
  const isStillSending = !response.req.complete;
  const headers = { ...always, 'docker-distribution-api-version': 'registry/2.0', ...answer.headers };
  response.writeHead(status, isStillSending ? { ...headers, connection: 'close' } : headers);
  if (isHead || body === undefined || isHeld(body)) {
    const held = isHead || body === undefined || !isHeld(body) ? undefined : body;
    if (isStillSending) await sendAgainst(response, held);
    else endWith(response, held);
  } else if (body instanceof Readable) await pipeline(body, response);
  else await body.send(response);
}

/** Node writes a text in one piece with the head, and bytes as a piece of their own: what is short is sent as a text, in the encoding that keeps each byte. */
function endWith(response: ServerResponse, held: string | Buffer | undefined): void {
  if (Buffer.isBuffer(held) && held.byteLength <= asTextBytesMax) response.end(held.toString('latin1'), 'latin1');
  else response.end(held);
}

/** The client has not sent all of its body: it is given the time to see that it need not. */
async function sendAgainst(response: ServerResponse, held: string | Buffer | undefined): Promise<void> {
  response.flushHeaders();
  if (held !== undefined) response.write(held);
  await dropBody(response.req);
  response.end();
}

/** Whether all of it is in memory. */
function isHeld(body: NonNullable<Answer['body']>): body is string | Buffer {
  return typeof body === 'string' || Buffer.isBuffer(body);
}
