// What an answer other than success means, in upstream's own words where it has any.
import { headerOf } from './connection.ts';
import type { Answer } from './connection.ts';
import { UpstreamError } from './error.ts';
import type { UpstreamErrorDetails } from './error.ts';
import { discardAnswer, readAnswer } from './read-body.ts';

export interface FailureContext {
  readonly registry: string;
  /** What was asked for: `library/nginx:latest`. */
  readonly what: string;
  /** Set when the answer is not the registry's own but of a place it redirected to. */
  readonly storageHost?: string;
  readonly nowMs: number;
}

const KiB = 1024;
const messageLengthMax = 300;
const retryAfterSecondsMax = 86_400;

/** Reads the error of an answer (its body up to 16 KiB) and tells what it means. @throws the signal's reason */
export async function readFailure(answer: Answer, context: FailureContext): Promise<UpstreamError> {
  const words = await readWords(answer, context.registry);
  const retryAfterSeconds = readRetryAfter(headerOf(answer, 'retry-after'), context.nowMs);
  return new UpstreamError({
    ...meaningOf(answer.status, context, retryAfterSeconds),
    registry: context.registry,
    status: answer.status,
    ...words,
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  });
}

/** Upstream's words as they may be shown: printable ASCII on one line, at most 300 characters; undefined when nothing is left. */
export function printable(text: string): string | undefined {
  const line = text.slice(0, 4 * messageLengthMax).replace(/[^\x20-\x7e]+/g, ' ').replace(/ {2,}/g, ' ').trim();
  if (line === '') return undefined;
  return line.length <= messageLengthMax ? line : `${line.slice(0, messageLengthMax - 3)}...`;
}

/** Retry-After in seconds (RFC 9110 section 10.2.3: seconds or a date), at most a day; undefined when there is none that can be read. */
export function readRetryAfter(header: string | undefined, nowMs: number): number | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  const isDate = /^[A-Z][a-z]{2,8},? /.test(text);
  const seconds = /^\d{1,10}$/.test(text) ? Number(text) : isDate ? Math.ceil((Date.parse(text) - nowMs) / 1000) : Number.NaN;
  return Number.isNaN(seconds) ? undefined : Math.min(Math.max(0, seconds), retryAfterSecondsMax);
}

type Meaning = Pick<UpstreamErrorDetails, 'kind' | 'problem' | 'isTransient'>;

function meaningOf(status: number, { what, storageHost }: FailureContext, retryAfterSeconds: number | undefined): Meaning {
  const again = retryAfterSeconds === undefined ? '' : `, try again in ${retryAfterSeconds} s`;
  const from = storageHost === undefined ? '' : ` from ${storageHost}, where it redirected to`;
  if (status === 429) return { kind: 'rate-limited', problem: `has limited the gateway's pulls (HTTP 429${from}${again})` };
  if (status === 416) return { kind: 'range-not-satisfiable', problem: `has no such range of ${what} (HTTP 416${from})` };
  if (status === 502 || status === 503 || status === 504) {
    return { kind: 'bad-response', problem: `failed at ${what} (HTTP ${status}${from}${again})`, isTransient: retryAfterSeconds === undefined };
  }
  // The registry granted it; that its storage will not hand it over is a fault of upstream's, not an answer about the image.
  if (storageHost !== undefined || status >= 500) return { kind: 'bad-response', problem: `failed at ${what} (HTTP ${status}${from})` };
  if (status === 404) return { kind: 'not-found', problem: `does not have ${what}` };
  if (status === 401 || status === 403) return { kind: 'refused', problem: `refuses access to ${what} (HTTP ${status})` };
  return { kind: 'bad-response', problem: `gave no usable answer about ${what} (HTTP ${status})` };
}

interface Words {
  readonly upstreamCode?: string;
  readonly upstreamMessage?: string;
}

async function readWords(answer: Answer, registry: string): Promise<Words> {
  try {
    return parseWords((await readAnswer(answer, { registry, what: 'error message', maxBytes: 16 * KiB })).toString('utf8'));
  } catch {
    answer.signal.throwIfAborted();
    discardAnswer(answer);
    return {};
  }
}

/** The shapes of error bodies: the distribution spec's `errors`, and `details`, `message` or `error_description` of token services. */
function parseWords(text: string): Words {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return {};
  }
  const errors = fieldOf(body, 'errors');
  const first: unknown = Array.isArray(errors) ? errors[0] : body;
  const code = fieldOf(first, 'code');
  const message = ['message', 'details', 'error_description'].map((name) => fieldOf(first, name)).find((value) => typeof value === 'string');
  const upstreamMessage = typeof message === 'string' ? printable(message) : undefined;
  return {
    ...(typeof code === 'string' && /^[A-Z][A-Z0-9_]{0,63}$/.test(code) ? { upstreamCode: code } : {}),
    ...(upstreamMessage === undefined ? {} : { upstreamMessage }),
  };
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}
