// Sends one delivery, once: to the address that was checked and no other, no redirect followed, all of it bounded in time and size.
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { LookupFunction } from 'node:net';
import { getCACertificates } from 'node:tls';
import type { Targets } from './target.ts';
import { hostOf } from './target.ts';

const KiB = 1024;
const responseBytesMax = KiB;
const headerBytesMax = 16 * KiB;

export interface Posted {
  /** Null: no answer. */
  readonly status: number | null;
  /** Null: delivered. A sentence without addresses of the gateway's network. */
  readonly problem: string | null;
  /** The first KiB of the answer's body, as text. */
  readonly response: string | null;
}

export interface PostOptions {
  readonly targets: Targets;
  readonly timeoutMs: number;
  readonly version: string;
  /** All addresses of a host; the system's resolver unless given. */
  readonly resolve?: (host: string) => Promise<readonly string[]>;
  /** PEM: trusted besides the public authorities. */
  readonly ca?: string;
}

export type Post = (delivery: { readonly url: string; readonly body: string; readonly headers: Readonly<Record<string, string>> }, signal: AbortSignal) => Promise<Posted>;

const resolveByDns = async (host: string): Promise<readonly string[]> => (await lookup(host, { all: true })).map(({ address }) => address);

export function createPost({ targets, timeoutMs, version, resolve = resolveByDns, ca }: PostOptions): Post {
  return async ({ url: text, body, headers }, closing) => {
    const url = new URL(text);
    const late = AbortSignal.timeout(timeoutMs);
    const signal = AbortSignal.any([closing, late]);
    try {
      const addresses = await permittedAddresses(url, { targets, resolve, signal });
      if (typeof addresses === 'string') return { status: null, problem: addresses, response: null };
      return await exchange({ url, addresses, body, headers: { 'content-type': 'application/json', 'user-agent': `pullgate/${version}`, ...headers }, signal, timeoutMs, ca });
    } catch (error) {
      closing.throwIfAborted();
      return { status: null, problem: late.aborted ? `did not answer within ${timeoutMs / 1000} s` : problemOf(error), response: null };
    }
  };
}

interface Resolving {
  readonly targets: Targets;
  readonly resolve: (host: string) => Promise<readonly string[]>;
  readonly signal: AbortSignal;
}

/** Resolved once: what is dialled is what was checked. A text says why there is none. */
async function permittedAddresses(url: URL, { targets, resolve, signal }: Resolving): Promise<readonly string[] | string> {
  const host = hostOf(url);
  const found = isIP(host) === 0 ? await untilAborted(resolve(host), signal).catch(() => [] as const) : [host];
  signal.throwIfAborted();
  if (found.length === 0) return `${host} cannot be resolved`;
  const permitted = found.filter((address) => targets.mayDial(url, address));
  return permitted.length > 0 ? permitted : `${host} has an address of a private, loopback or otherwise special network: the operator may list it in webhooks.allow_networks`;
}

interface Exchange {
  readonly url: URL;
  readonly addresses: readonly string[];
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  readonly ca: string | undefined;
}

async function exchange({ url, addresses, body, headers, signal, timeoutMs, ca }: Exchange): Promise<Posted> {
  const { Agent } = await import('undici');
  const agent = new Agent({
    allowH2: false,
    connections: 1,
    maxHeaderSize: headerBytesMax,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    // For a host that is an address no resolver is asked, and that address was checked.
    connect: { timeout: timeoutMs, lookup: only(addresses), ...(ca === undefined ? {} : { ca: [...getCACertificates('default'), ca] }) },
  });
  try {
    const { statusCode, body: answer } = await agent.request({ origin: url.origin, path: `${url.pathname}${url.search}`, method: 'POST', headers, body, signal });
    const chunks: Buffer[] = [];
    let bytes = 0;
    try {
      for await (const chunk of answer as AsyncIterable<Buffer>) {
        chunks.push(chunk);
        bytes += chunk.length;
        if (bytes >= responseBytesMax) break;
      }
    } catch (error) {
      // The status was there: a body that breaks off, or never ends, changes nothing about it.
      answer.destroy(error instanceof Error ? error : undefined);
    }
    const response = Buffer.concat(chunks).subarray(0, responseBytesMax).toString('utf8').replaceAll('\0', '');
    return { status: statusCode, problem: problemOfStatus(statusCode), response };
  } finally {
    await agent.destroy();
  }
}

function problemOfStatus(status: number): string | null {
  if (status >= 200 && status < 300) return null;
  return status >= 300 && status < 400 ? `answered ${status}: redirects are not followed` : `answered ${status}`;
}

/** A resolver that knows these addresses alone. */
function only(addresses: readonly string[]): LookupFunction {
  const known = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_host, options, callback) => {
    const [first] = known;
    if (options.all === true) callback(null, known);
    else callback(null, first?.address ?? '', first?.family);
  };
}

function untilAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(new Error('stopped'));
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

const sentences: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refused the connection',
  ECONNRESET: 'closed the connection',
  UND_ERR_SOCKET: 'closed the connection',
  EPIPE: 'closed the connection',
  EHOSTUNREACH: 'cannot be reached',
  ENETUNREACH: 'cannot be reached',
  ETIMEDOUT: 'cannot be reached',
  UND_ERR_CONNECT_TIMEOUT: 'did not accept a connection in time',
  UND_ERR_HEADERS_OVERFLOW: 'answered with too many headers',
  CERT_HAS_EXPIRED: 'has a certificate that has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'has a certificate of an unknown authority',
  SELF_SIGNED_CERT_IN_CHAIN: 'has a certificate of an unknown authority',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'has a certificate of an unknown authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'has a certificate of an unknown authority',
  ERR_TLS_CERT_ALTNAME_INVALID: 'has a certificate for another host',
};

/** In words of our own: a message of the system may hold an address that the receiver's owner is not to learn. */
function problemOf(error: unknown): string {
  const causes = error instanceof AggregateError ? error.errors : [error];
  const codes = causes.map((cause) => (cause instanceof Error && 'code' in cause ? String(cause.code) : ''));
  const known = codes.map((code) => sentences[code]).find((sentence) => sentence !== undefined);
  return known ?? (codes.some((code) => code.startsWith('HPE_')) ? 'does not speak HTTP' : 'failed before an answer came');
}
