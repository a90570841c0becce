// The one way in which identity providers are asked: listed addresses alone, no redirect, limited in time and size.
import type { CustomFetch } from 'openid-client';
import { OidcFailure } from './oidc-failure.ts';

const KiB = 1024;
/** Discovery documents have some 5 KiB, key sets a few more, token answers with many groups some 50. */
const answerBytesMax = 512 * KiB;
const secondMs = 1000;
/** From the first byte sent to the last received. */
export const answerTimeoutMs = 10 * secondMs;

export interface BoundedFetchOptions {
  /** Whether this very address may be asked. */
  readonly mayAsk: (url: URL) => boolean;
  readonly signal: AbortSignal;
}

/** What it cannot get throws OidcFailure with the reason as it reads after the provider's name. */
export function createBoundedFetch({ mayAsk, signal }: BoundedFetchOptions): CustomFetch {
  return async (address, { method, headers, body }) => {
    const url = new URL(address);
    if (!mayAsk(url)) throw new OidcFailure(`the identity provider's documents lead to another host, ${url.host}: nothing is sent there`);
    const timeout = AbortSignal.timeout(answerTimeoutMs);
    try {
      const init = { method, headers, redirect: 'manual', signal: AbortSignal.any([signal, timeout]) } as const;
      const response = await fetch(url, body === undefined || body === null ? init : { ...init, body: body as NonNullable<RequestInit['body']> });
      const bytes = await readBounded(response, url);
      // Those statuses have no body (Fetch standard, "null body status").
      return new Response([204, 205, 304].includes(response.status) ? null : bytes, { status: response.status, headers: plainHeaders(response.headers) });
    } catch (error) {
      if (error instanceof OidcFailure) throw error;
      if (signal.aborted && !isTimeout(signal)) throw signal.reason;
      throw new OidcFailure(`the identity provider at ${url.host} ${timeout.aborted || signal.aborted ? `did not answer within ${answerTimeoutMs / secondMs} seconds` : `cannot be reached (${reasonOf(error)})`}: try again`, { cause: error });
    }
  };
}

function isTimeout({ reason }: AbortSignal): boolean {
  return reason instanceof DOMException && reason.name === 'TimeoutError';
}

async function readBounded(response: Response, url: URL): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    length += part.length;
    if (length > answerBytesMax) throw new OidcFailure(`the identity provider at ${url.host} answers with more than ${answerBytesMax / KiB} KiB: that is no answer of OpenID Connect`);
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}

/** The body is decoded already. */
function plainHeaders(headers: Headers): Headers {
  const plain = new Headers(headers);
  for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) plain.delete(name);
  return plain;
}

/** The code alone, such as ECONNREFUSED or DEPTH_ZERO_SELF_SIGNED_CERT: a message could tell of the network behind it. */
function reasonOf(error: unknown): string {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(cause.code)) return cause.code;
  }
  return 'the connection failed';
}
