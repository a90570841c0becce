// What a door asks the enforcement point, and what it tells it in the end.
import type { PullRecord } from '../audit/pull-record.ts';
import type { Action, Resource } from '../core/policy/access-request.ts';
import type { VerifiedToken } from '../identity/verified-token.ts';

/** Where a request came from, for its record and for messages to people. */
export interface RequestContext {
  readonly requestId: string;
  /** When the request came in, milliseconds since the Unix epoch. */
  readonly timeMs: number;
  readonly method: string;
  readonly clientAddress: string;
  readonly userAgent: string;
  /** What the client's user signs in to: the gateway's host as the client knows it; empty for Docker Hub under its own name. */
  readonly gatewayHost: string;
}

/** One request to read something of a repository, or to write to it; `resource` has the reference where the endpoint has one. */
export interface PullQuestion {
  readonly token: VerifiedToken;
  readonly resource: Resource;
  /** To pull, when left out. */
  readonly action?: Action;
  /** Uploads are of blobs. */
  readonly endpoint: PullRecord['endpoint'];
  readonly context: RequestContext;
}

/** What came of the request: the HTTP status, the bytes of the answer's body, and the digest of what a tag named. */
export interface Outcome {
  readonly status: number;
  readonly bytes: number;
  readonly digest?: string;
}
