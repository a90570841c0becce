// One GET of a client that reads the whole answer and checks its digest where it knows one.
import { createHash } from 'node:crypto';
import { request } from 'node:http';
import type { Agent, IncomingHttpHeaders, IncomingMessage } from 'node:http';

const keptBytesMax = 1024 * 1024;

export interface GetOptions {
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Left out: a connection of its own. */
  readonly agent?: Agent;
  readonly signal: AbortSignal;
}

export interface Got {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Bytes of the body. */
  readonly size: number;
  /** `sha256:...` of the body. */
  readonly digest: string;
  /** The body, where it is at most 1 MiB. */
  readonly body: Buffer;
  /** When the body's first byte came: nanoseconds of `process.hrtime.bigint()`. */
  readonly firstByteNs: bigint | undefined;
}

/** Rejects when the connection breaks before the answer's end. */
export async function get(options: GetOptions): Promise<Got> {
  const answer = await open(options);
  const hash = createHash('sha256');
  const kept: Buffer[] = [];
  let size = 0;
  let firstByteNs: bigint | undefined;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    firstByteNs ??= process.hrtime.bigint();
    size += chunk.byteLength;
    hash.update(chunk);
    if (size <= keptBytesMax) kept.push(chunk);
  }
  return { status: answer.statusCode ?? 0, headers: answer.headers, size, digest: `sha256:${hash.digest('hex')}`, body: Buffer.concat(kept), firstByteNs };
}

/** As `get`, and rejects unless the status is 200 and the body has this digest. */
export async function getContent(options: GetOptions & { readonly digest: string }): Promise<Got> {
  const got = await get(options);
  if (got.status !== 200 || got.digest !== options.digest) {
    throw new Error(`${options.address} was answered with ${got.status} and ${got.size} bytes, ${got.digest}, not with ${options.digest}: ${got.status === 200 ? '' : got.body.toString().slice(0, 300)}`);
  }
  return got;
}

/** Resolves with the answer's head; its body is the caller's to read or to destroy. */
export function open({ address, headers, agent, signal }: GetOptions): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request(address, { headers, signal, agent: agent ?? false }, resolve).once('error', reject).end();
  });
}
