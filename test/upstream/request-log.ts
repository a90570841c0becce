// Remembers what was asked of the front, so that tests can say what a gateway asked, how often, and with which headers.
import type { IncomingHttpHeaders } from 'node:http';

/** The three hosts of the front: the registry, its token service, and the CDN that blobs are redirected to. */
export type UpstreamHost = 'registry' | 'token' | 'cdn';

export interface LoggedRequest {
  readonly host: UpstreamHost;
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly endpoint: UpstreamEndpoint;
  /** Repository name; undefined where the request has none. */
  readonly repository: string | undefined;
  /** The status answered; 0 until then, and for a connection that was cut before. */
  status: number;
}

export type UpstreamEndpoint = 'ping' | 'manifest' | 'blob' | 'tags' | 'referrers' | 'upload' | 'token' | 'cdn' | 'other';

export interface RequestLog {
  readonly all: readonly LoggedRequest[];
  /** The requests that have all the given values. */
  of(wanted: Partial<Pick<LoggedRequest, 'host' | 'method' | 'endpoint' | 'repository'>>): LoggedRequest[];
  clear(): void;
  add(request: LoggedRequest): void;
}

export function createRequestLog(): RequestLog {
  const all: LoggedRequest[] = [];
  return {
    all,
    of: (wanted) => all.filter((request) => Object.entries(wanted).every(([key, value]) => request[key as keyof LoggedRequest] === value)),
    clear: () => void all.splice(0),
    add: (request) => void all.push(request),
  };
}
