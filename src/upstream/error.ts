// How reading from an upstream registry fails, in the words that the person who pulls will read.

export type UpstreamErrorKind =
  /** Upstream answered 404. */
  | 'not-found'
  /** Upstream answered 401 or 403, its token service included. */
  | 'refused'
  /** Upstream answered 429. */
  | 'rate-limited'
  /** Upstream could not be reached: name resolution, connection, TLS. */
  | 'unavailable'
  | 'timeout'
  /** Upstream answered 5xx, or with something that is not what was asked for. */
  | 'bad-response'
  /** Upstream answered 416. */
  | 'range-not-satisfiable';

export interface UpstreamErrorDetails {
  readonly kind: UpstreamErrorKind;
  /** `docker.io`. */
  readonly registry: string;
  /** What went wrong, as it reads after the registry's name: `refuses access to library/nginx`. */
  readonly problem: string;
  /** HTTP status of upstream's answer. */
  readonly status?: number;
  /** The distribution spec's code, as upstream gave it. */
  readonly upstreamCode?: string;
  /** Upstream's own words: at most 300 characters of printable ASCII. */
  readonly upstreamMessage?: string;
  readonly retryAfterSeconds?: number;
  /** Whether the same request may well succeed when it is sent again at once. */
  readonly isTransient?: boolean;
  readonly cause?: unknown;
}

/** Reading from an upstream registry failed. The message names the registry and says that it is the upstream's doing; no secret is in it. */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError';
  readonly kind: UpstreamErrorKind;
  readonly registry: string;
  readonly problem: string;
  readonly status: number | undefined;
  readonly upstreamCode: string | undefined;
  readonly upstreamMessage: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly isTransient: boolean;

  constructor(details: UpstreamErrorDetails) {
    const { kind, registry, problem, status, upstreamCode, upstreamMessage, retryAfterSeconds, isTransient = false, cause } = details;
    super(`upstream registry ${registry} ${problem}${upstreamMessage === undefined ? '' : `: ${upstreamMessage}`}`, cause === undefined ? undefined : { cause });
    this.kind = kind;
    this.registry = registry;
    this.problem = problem;
    this.status = status;
    this.upstreamCode = upstreamCode;
    this.upstreamMessage = upstreamMessage;
    this.retryAfterSeconds = retryAfterSeconds;
    this.isTransient = isTransient;
  }
}
