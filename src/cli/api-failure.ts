// Turns what went wrong between here and the server into a sentence that says what to do.
import { problem } from '../contract/problem.ts';
import { CliFailure } from './failure.ts';
import { printable } from './columns.ts';

interface Refusal {
  readonly server: string;
  readonly status: number;
  readonly headers: Headers;
  /** The parsed body; undefined when it was no JSON. */
  readonly body: unknown;
}

/** An answer of 400 and above, in the server's own words, with the way out that the status calls for. */
export function explainRefusal({ server, status, headers, body }: Refusal): CliFailure {
  const parsed = problem.partial().safeParse(body);
  const words = parsed.data?.detail ?? parsed.data?.message;
  if (words === undefined) {
    return new CliFailure(`${server} answered with status ${status} and not as Pullgate's admin API: give its address with --server (the gateway's is another one)`, { status });
  }
  const sentence = printable(words);
  const problems = Object.entries(parsed.data?.fields ?? {}).flatMap(([field, messages]) => messages.map((message) => printable(`${field}: ${message}`)));
  const [only = withAdvice(sentence, status, headers), ...others] = problems;
  return others.length === 0 ? new CliFailure(only, { status, login2faToken: parsed.data?.login_2fa_token }) : new CliFailure('the server refused the request: correct these', { status, problems });
}

function withAdvice(sentence: string, status: number, headers: Headers): string {
  const retryAfter = headers.get('retry-after');
  const requestId = headers.get('x-request-id');
  if (status === 429 && retryAfter !== null && /^\d+$/.test(retryAfter)) return `${sentence} (again in ${retryAfter} s)`;
  if (status >= 500) return `the server failed: ${sentence}${requestId === null ? '' : ` (request ${printable(requestId)}: see its log)`}`;
  return sentence;
}

/** A request that got no answer; a CliFailure is handed through. */
export function explainUnreachable(failure: unknown, { server, timeoutMs }: { readonly server: string; readonly timeoutMs: number }): unknown {
  if (failure instanceof CliFailure || !(failure instanceof Error)) return failure;
  if (failure.name === 'TimeoutError') return new CliFailure(`${server} did not answer within ${timeoutMs / 1000} s: try again, or look at its log`, { cause: failure });
  const code = networkCode(failure);
  if (code === undefined) return failure;
  return new CliFailure(adviceFor(code, server), { cause: failure });
}

function adviceFor(code: string, server: string): string {
  if (code.includes('CERT') || code.includes('SIGNED') || code === 'UNABLE_TO_VERIFY_LEAF_SIGNATURE') {
    return `the certificate of ${server} is not trusted (${code}): name its CA's file in NODE_EXTRA_CA_CERTS`;
  }
  if (code.startsWith('ERR_SSL') || code === 'EPROTO') return `${server} does not speak TLS: give its address with http://`;
  if (isLoopback(server)) return `cannot reach ${server}: is the server running? start it with npm start`;
  return `cannot reach ${server} (${code}): check the address, or give another with --server`;
}

/** Node's error code, from the innermost error that has one. */
function networkCode(failure: unknown): string | undefined {
  if (!(failure instanceof Error)) return undefined;
  const inner = networkCode(failure.cause);
  if (inner !== undefined) return inner;
  if ('code' in failure && typeof failure.code === 'string') return failure.code;
  return failure.message === 'fetch failed' || failure.message === 'terminated' ? 'connection lost' : undefined;
}

/** Whether `server` is this machine. */
export function isLoopback(server: string): boolean {
  const { hostname } = new URL(server);
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
}
