// Brings a blob from upstream, every byte once and in order, over as many connections as it takes, and proves it.
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseContentRange } from '../../core/distribution/range.ts';
import type { Digest } from '../../core/image/digest.ts';
import { UpstreamError } from '../../upstream/error.ts';
import type { UpstreamErrorDetails } from '../../upstream/error.ts';
import type { UpstreamBlob } from '../../upstream/upstream-registry.ts';
import { algorithmOf } from '../../upstream/verify-digest.ts';
import type { FetchBlob } from './content-store.ts';

export interface Receiving {
  readonly digest: Digest;
  readonly registry: string;
  /** Upstream's answer to the first request. */
  readonly first: UpstreamBlob;
  readonly fetch: FetchBlob;
  /** Before each further attempt to go on after a break; the first of them again after any progress. */
  readonly pausesMs: readonly number[];
  /** Takes the next bytes; undefined, or a promise to wait for before the next. What it fails with ends everything. */
  readonly take: (piece: Buffer) => Promise<void> | undefined;
  /** `algorithm:hex` of all that was taken. */
  readonly digestSoFar: () => Promise<string>;
  readonly signal: AbortSignal;
}

interface Received {
  bytes: number;
  /** Of the whole, once upstream has told. */
  size: number | undefined;
}

/**
 * Resolves when all bytes were taken and the digest is right. A broken connection is gone on with by a Range request, a few times without
 * progress. Rejects with UpstreamError when upstream gives no more or something wrong, with what `take` failed with, or with the signal's reason.
 */
export async function receiveBlob(receiving: Receiving): Promise<void> {
  const { digest, registry, first, fetch, pausesMs, digestSoFar, signal } = receiving;
  const received: Received = { bytes: 0, size: first.size };
  let answer: UpstreamBlob | undefined = first;
  let attempts = 0;
  for (;;) {
    const before = received.bytes;
    try {
      answer ??= await fetch(before, signal);
      answer.body?.on('error', () => undefined); // it may break before it is read, and is found broken then
      await takeBody(answer, received, receiving);
      break;
    } catch (error) {
      signal.throwIfAborted();
      if (received.bytes > before) attempts = 0;
      const pauseMs = pausesMs[attempts];
      if (pauseMs === undefined || !isPassing(error)) throw error;
      attempts += 1;
      answer = undefined;
      await sleep(pauseMs, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
  }
  const actual = await digestSoFar();
  if (actual !== digest) throw bad(registry, `sent wrong bytes for blob ${digest}: their digest is ${actual}`);
}

/** Resolves when the answer's body, and with it the blob, has ended. */
async function takeBody({ status, body, headers, size: bodySize }: UpstreamBlob, received: Received, { digest, registry, take, digestSoFar }: Receiving): Promise<void> {
  if (body === undefined) throw bad(registry, `sent no body for blob ${digest}`);
  const size = status === 206 ? parseContentRange(headers['content-range'])?.size : bodySize;
  if (size !== undefined && received.size !== undefined && size !== received.size) {
    body.destroy();
    throw bad(registry, `sent another length for blob ${digest} than before`);
  }
  received.size ??= size;
  const again = status === 206 || received.bytes === 0 ? undefined : skipKnown(received.bytes, { digest, registry, known: await digestSoFar() });
  await eachPiece(body, (chunk) => {
    const piece = again?.(chunk) ?? chunk;
    if (piece.byteLength === 0) return undefined;
    received.bytes += piece.byteLength;
    if (received.size !== undefined && received.bytes > received.size) throw bad(registry, `sent more bytes of blob ${digest} than it has`);
    return take(piece);
  });
  if (received.size !== undefined && received.bytes < received.size) {
    throw bad(registry, `sent ${received.bytes} bytes of blob ${digest} where ${received.size} were due`, { isTransient: true });
  }
}

/**
 * Hands over each piece of the stream, and waits when it is told to. Rejects as the stream or `take` fails; the stream is destroyed then.
 * By events: `for await` would take longer for a piece than hashing it.
 */
function eachPiece(body: Readable, take: (piece: Buffer) => Promise<void> | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      body.destroy();
      reject(error);
    };
    body.on('error', reject);
    body.on('end', resolve);
    body.on('close', () => reject(new Error('the body was left'))); // nothing new after its end or its error
    body.on('data', (piece: Buffer) => {
      try {
        const waiting = take(piece);
        if (waiting === undefined) return;
        body.pause();
        waiting.then(() => void body.resume(), fail);
      } catch (error) {
        fail(error as Error);
      }
    });
    if (body.destroyed) fail(body.errored ?? new Error('the body was left'));
  });
}

/** For an answer that begins anew: gives back of each piece what is not known yet, and has the `bytes` that are known be the same again. */
function skipKnown(bytes: number, { digest, registry, known }: Pick<Receiving, 'digest' | 'registry'> & { readonly known: string }): (piece: Buffer) => Buffer {
  const algorithm = algorithmOf(digest);
  const hash = createHash(algorithm);
  let left = bytes;
  return (piece) => {
    if (left === 0) return piece;
    const again = piece.subarray(0, left);
    hash.update(again);
    left -= again.byteLength;
    if (left === 0 && `${algorithm}:${hash.digest('hex')}` !== known) throw bad(registry, `sent other bytes of blob ${digest} than before`);
    return piece.subarray(again.byteLength);
  };
}

/** Whether asking again may help. */
function isPassing(error: unknown): error is UpstreamError {
  if (!(error instanceof UpstreamError)) return false;
  return error.isTransient || error.kind === 'unavailable' || error.kind === 'timeout' || error.kind === 'rate-limited' || (error.status ?? 0) >= 500;
}

function bad(registry: string, problem: string, details?: Pick<UpstreamErrorDetails, 'isTransient'>): UpstreamError {
  return new UpstreamError({ kind: 'bad-response', registry, problem, ...details });
}
