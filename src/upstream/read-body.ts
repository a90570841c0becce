// Reading the body of an answer that is small, and getting rid of one that nobody wants.
import { connectionError } from './connection-error.ts';
import { contentLengthOf } from './connection.ts';
import type { Answer } from './connection.ts';
import { UpstreamError } from './error.ts';

export interface BodyLimit {
  readonly registry: string;
  /** As the message of a body over the limit has it: `manifest`. */
  readonly what: string;
  readonly maxBytes: number;
  /** For the whole body, a minute when left out: who sends a byte now and then is never idle for long, and never done. */
  readonly timeoutMs?: number;
}

const KiB = 1024;
const MiB = 1024 * KiB;
const discardedBytesMax = 64 * KiB;
const discardTimeoutMs = 2000;
const readTimeoutMs = 60_000;

/** Reads the whole body. @throws UpstreamError `bad-response` when it is over the limit or cut short, `timeout` when it takes too long; or the signal's reason */
export async function readAnswer(answer: Answer, { registry, what, maxBytes, timeoutMs = readTimeoutMs }: BodyLimit): Promise<Buffer> {
  const tooLarge = (): UpstreamError =>
    new UpstreamError({ kind: 'bad-response', registry, problem: `sent a ${what} over ${maxBytes >= MiB ? `${maxBytes / MiB} MiB` : `${maxBytes / KiB} KiB`}` });
  // The length that a HEAD declares is that of another answer.
  const declared = answer.method === 'HEAD' ? 0 : contentLengthOf(answer);
  if (declared !== undefined && declared > maxBytes) {
    discardAnswer(answer);
    throw tooLarge();
  }
  const chunks: Buffer[] = [];
  let length = 0;
  const late = setTimeout(() => answer.body.destroy(new UpstreamError({ kind: 'timeout', registry, problem: `did not end its ${what} within ${timeoutMs / 1000} s` })), timeoutMs);
  try {
    for await (const chunk of answer.body as AsyncIterable<Buffer>) {
      length += chunk.byteLength;
      // Leaving the loop destroys the body, and with it the connection.
      if (length > maxBytes) throw tooLarge();
      chunks.push(chunk);
    }
  } catch (error) {
    answer.signal.throwIfAborted();
    throw connectionError(error, registry, answer.url.host);
  } finally {
    clearTimeout(late);
  }
  return Buffer.concat(chunks, length);
}

/** Frees the connection of an answer whose body is not wanted: a short body is read away, so that the connection can serve again. */
export function discardAnswer(answer: Answer): void {
  const { body } = answer;
  body.on('error', () => undefined);
  const length = answer.method === 'HEAD' ? 0 : (contentLengthOf(answer) ?? 0);
  if (length > discardedBytesMax) {
    body.destroy();
    return;
  }
  const timer = setTimeout(() => body.destroy(), discardTimeoutMs).unref();
  let received = 0;
  body.on('close', () => clearTimeout(timer)).on('data', (chunk: Buffer) => {
    received += chunk.byteLength;
    if (received > discardedBytesMax) body.destroy();
  });
}

/** The same, for who asks again at once: resolves when the connection is free, or closed. */
export async function drainAnswer(answer: Answer): Promise<void> {
  const { body } = answer;
  const { promise: isClosed, resolve } = Promise.withResolvers<undefined>();
  if (body.closed) return;
  body.once('close', () => resolve(undefined));
  discardAnswer(answer);
  await isClosed;
}
