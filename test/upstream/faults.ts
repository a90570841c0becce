// Failures that tests switch on: which requests they meet, how often, and what then happens to the answer.
import type { LoggedRequest } from './request-log.ts';

export type Fault =
  /** Another answer altogether: 429, 503, anything. */
  | { readonly kind: 'answer'; readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
  /** The connection is reset before the first byte, after half of the body, or after so many bytes of it. */
  | { readonly kind: 'cut'; readonly at: 'start' | 'half' | number }
  /** The body comes in pieces of at most `bytes`, one each `everyMs`. */
  | { readonly kind: 'slow'; readonly bytes: number; readonly everyMs: number }
  /** Nothing is answered, and the connection stays open. */
  | { readonly kind: 'silence' }
  /** The last byte is another one: right length, wrong digest. */
  | { readonly kind: 'flipped-byte' }
  /** The body, and its Content-Length, have one byte more or less. */
  | { readonly kind: 'wrong-length'; readonly by: 1 | -1 };

export interface FaultRule {
  /** Which requests: all given values must be equal. */
  readonly on: Partial<Pick<LoggedRequest, 'host' | 'endpoint' | 'method' | 'repository'>>;
  /** Only requests for this content, the CDN's included. */
  readonly digest?: string;
  readonly fault: Fault;
  /** How many requests it meets; all of them when left out. */
  readonly times?: number;
}

export interface Faults {
  add(rule: FaultRule): void;
  clear(): void;
  /** The fault for this request, counting it as met; the earliest added rule wins. */
  take(request: LoggedRequest): Fault | undefined;
}

export function createFaults(): Faults {
  let rules: { rule: FaultRule; left: number }[] = [];
  return {
    add: (rule) => void rules.push({ rule, left: rule.times ?? Number.POSITIVE_INFINITY }),
    clear: () => void (rules = []),
    take: (request) => {
      const met = rules.find(({ rule, left }) => left > 0 && isMeant(rule, request));
      if (met === undefined) return undefined;
      met.left -= 1;
      return met.rule.fault;
    },
  };
}

function isMeant({ on, digest }: FaultRule, request: LoggedRequest): boolean {
  const hex = digest?.replace(/^.*:/, '') ?? '';
  return request.url.includes(hex) && Object.entries(on).every(([key, value]) => request[key as keyof LoggedRequest] === value);
}

const json = 'application/json';

/** Docker Hub's answer over the pull limit; without `retryAfterSeconds` the header is left out. */
export function tooManyRequests(retryAfterSeconds?: number): Fault {
  const message = 'You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit';
  return {
    kind: 'answer',
    status: 429,
    headers: { 'content-type': json, ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }) },
    body: JSON.stringify({ errors: [{ code: 'TOOMANYREQUESTS', message }] }),
  };
}

export function serverError(status: 500 | 502 | 503 | 504): Fault {
  return { kind: 'answer', status, headers: { 'content-type': 'text/html' }, body: '<html><body>upstream is having a bad day</body></html>' };
}

/** Status 200 and a body that isn't JSON though it says so. */
export function garbageJson(): Fault {
  return { kind: 'answer', status: 200, headers: { 'content-type': json }, body: '{"token": "cut off he' };
}
