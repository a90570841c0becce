// Holding bytes against the digest and the length they were asked for by.
import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';
import type { Readable } from 'node:stream';
import type { Digest } from '../core/image/digest.ts';
import { connectionError } from './connection-error.ts';
import type { Answer } from './connection.ts';
import { UpstreamError } from './error.ts';

export type DigestAlgorithm = 'sha256' | 'sha512';

/** `sha256` of `sha256:...`. */
export function algorithmOf(digest: Digest): DigestAlgorithm {
  return digest.startsWith('sha512:') ? 'sha512' : 'sha256';
}

/** The digest of the bytes, by the algorithm. */
export function digestOf(bytes: Uint8Array, algorithm: DigestAlgorithm): string {
  return `${algorithm}:${createHash(algorithm).update(bytes).digest('hex')}`;
}

export interface Expected {
  readonly registry: string;
  /** As messages name it: `blob sha256:... of library/nginx`. */
  readonly what: string;
  /** Undefined for a part of a blob, which has no digest of its own. */
  readonly digest: Digest | undefined;
  /** Bytes; undefined when upstream did not tell. */
  readonly size: number | undefined;
  /** How long the reader may leave the stream alone before it counts as gone. */
  readonly stallTimeoutMs: number;
}

/**
 * The body of `answer`, passed through piece by piece. The newest piece is always held back, and the last one only handed
 * over when digest and length are right; else the stream fails with an UpstreamError, so that nobody gets a whole wrong
 * body. Destroying it, or the answer's signal, frees the connection at once.
 */
export function verifiedBody(answer: Answer, expected: Expected): Readable {
  const { registry, digest, stallTimeoutMs } = expected;
  const { body: source, signal } = answer;
  const hash = digest === undefined ? undefined : createHash(algorithmOf(digest));
  let received = 0;
  let held: Buffer | undefined;

  const out = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      stall.refresh();
      received += chunk.byteLength;
      hash?.update(chunk);
      const ready = held;
      held = chunk;
      done(null, ready);
    },
    flush(done) {
      clearTimeout(stall);
      const problem = problemOf(expected, received, hash === undefined || digest === undefined ? undefined : `${algorithmOf(digest)}:${hash.digest('hex')}`);
      if (problem === undefined) done(null, held);
      else done(new UpstreamError({ kind: 'bad-response', registry, problem }));
    },
  });
  // Upstream's own silence is for the connection's idle timeout to end; here it is the reader that lets pieces pile up.
  const stall = setTimeout(() => {
    if (out.writableNeedDrain) out.destroy(new Error(`the body was left unread for ${stallTimeoutMs / 1000} s`));
    else stall.refresh();
  }, stallTimeoutMs).unref();
  const onAbort = (): void => {
    out.destroy(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
  };

  source.on('error', (error) => {
    if (signal.aborted) onAbort();
    else out.destroy(connectionError(error, registry, answer.url.host));
  });
  out.on('close', () => {
    clearTimeout(stall);
    signal.removeEventListener('abort', onAbort);
    source.destroy();
  });
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  return source.pipe(out);
}

function problemOf({ what, size, digest }: Expected, received: number, actual: string | undefined): string | undefined {
  if (size !== undefined && received !== size) return `sent ${received} bytes of ${what} where ${size} were due`;
  if (actual !== undefined && actual !== digest) return `sent wrong bytes for ${what}: their digest is ${actual}`;
  return undefined;
}
