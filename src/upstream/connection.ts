// The connections to one upstream: what is sent, how long it may take, whose certificates are trusted.
import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { getCACertificates } from 'node:tls';
import { Agent } from 'undici';
import type { Dispatcher } from 'undici';
import { connectionError, isNotHttp } from './connection-error.ts';
import { UpstreamError } from './error.ts';
import { limitResponse } from './limit-response.ts';
import type { UpstreamConfig } from './upstream-registry.ts';

export type Method = 'GET' | 'HEAD' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

export interface OutgoingRequest {
  readonly url: URL;
  readonly method: Method;
  readonly headers: Readonly<Record<string, string>>;
  /** A stream is sent at upstream's pace, once, and destroyed when the request fails. */
  readonly body?: Buffer | Readable;
  /** Of a HEAD whose answer, were a body sent with it against all rules, could not be taken for the next answer: its connection may serve again. */
  readonly isReusable?: boolean;
  readonly signal: AbortSignal;
}

/** The head of an answer, and its body still to be read or discarded. */
export interface Answer {
  readonly url: URL;
  readonly method: Method;
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Dispatcher.ResponseData['body'];
  readonly signal: AbortSignal;
}

export interface Connection {
  /** Sends one request, once. Redirects are answers like any other. @throws UpstreamError, or the signal's reason */
  send(request: OutgoingRequest): Promise<Answer>;
  close(): Promise<void>;
}

const KiB = 1024;
const headerBytesMax = 64 * KiB;
// To one origin. Bodies of blobs take fewer than all of them (upstreams.ts), so that questions never wait for bodies.
const connectionsMax = 192;
// To put a large blob in its place takes a registry longer than to answer a question.
const responsesPerUpload = 10;
// Unless upstream names a shorter time: one pull's connections serve the next.
const keepAliveMs = 30_000;

type ConnectionConfig = Pick<UpstreamConfig, 'registry' | 'ca' | 'connectTimeoutMs' | 'responseTimeoutMs' | 'idleTimeoutMs'>;

export function createConnection({ registry, ca, connectTimeoutMs, responseTimeoutMs, idleTimeoutMs }: ConnectionConfig): Connection {
  const agent = new Agent({
    allowH2: false,
    connections: connectionsMax,
    keepAliveTimeout: keepAliveMs,
    maxHeaderSize: headerBytesMax,
    headersTimeout: responseTimeoutMs,
    bodyTimeout: idleTimeoutMs,
    connect: { timeout: connectTimeoutMs, ...(ca === undefined ? {} : { ca: [...getCACertificates('default'), ca] }) },
  });
  // undici closes the connection after every HEAD, because some servers send a body with its answer. Ours do not, until one is caught.
  let keepsAfterHead = true;
  return {
    async send({ url, method, headers, body: sent, isReusable = false, signal }) {
      // A turn of the event loop after an answer's end undici hands its connection out again: who asks at once would get a new one.
      await setImmediate();
      signal.throwIfAborted();
      // undici times its phases one by one; this bounds them together, the wait for a socket included.
      const limit = limitResponse(sent instanceof Readable ? { stream: sent, stallMs: responseTimeoutMs, answerMs: responsesPerUpload * responseTimeoutMs } : { answerMs: responseTimeoutMs });
      try {
        const { statusCode, headers: answered, body } = await agent.request({
          origin: url.origin,
          path: `${url.pathname}${url.search}`,
          method,
          headers: { 'user-agent': 'pullgate', 'accept-encoding': 'identity', ...headers },
          ...(sent === undefined ? {} : { body: limit.body ?? sent, headersTimeout: limit.answerMs }),
          ...(isReusable && keepsAfterHead ? { reset: false } : {}),
          signal: AbortSignal.any([signal, limit.signal]),
        });
        return { url, method, status: statusCode, headers: answered, body, signal };
      } catch (error) {
        signal.throwIfAborted();
        // Who brought the bytes has failed, and not upstream.
        if (sent instanceof Readable && sent.errored !== null) throw sent.errored;
        if (limit.signal.aborted) throw new UpstreamError({ kind: 'timeout', registry, problem: `did not answer within ${limit.answerMs / 1000} s (${url.host})` });
        const isGarbled = isNotHttp(error);
        const mayBeLeftOver = isGarbled && keepsAfterHead;
        if (isGarbled) keepsAfterHead = false;
        throw connectionError(error, registry, url.host, { isTransient: mayBeLeftOver });
      } finally {
        limit.end();
      }
    },
    async close() {
      await agent.destroy();
    },
  };
}

/** One header's text; of a repeated header the first. */
export function headerOf(answer: Pick<Answer, 'headers'>, name: string): string | undefined {
  const value = answer.headers[name];
  return typeof value === 'string' ? value : value?.[0];
}

/** Content-Length in bytes; undefined when there is none that can be read. */
export function contentLengthOf(answer: Pick<Answer, 'headers'>): number | undefined {
  const text = headerOf(answer, 'content-length') ?? '';
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
