// How long an answer may be waited for: from the beginning of a question, or from the end of a body that may take as long as it moves.
import { Transform } from 'node:stream';
import type { Readable } from 'node:stream';

export interface ResponseLimits {
  /** From when everything was sent. */
  readonly answerMs: number;
  /** A body that is sent first. */
  readonly stream?: Readable;
  /** So long nothing of the body may be taken by upstream while something waits to be. */
  readonly stallMs?: number;
}

export interface ResponseLimit {
  /** Aborts when upstream was waited for too long. */
  readonly signal: AbortSignal;
  readonly answerMs: number;
  /** To be sent instead of the stream. */
  readonly body?: Readable;
  /** Nobody waits any more. */
  readonly end: () => void;
}

/** Begins to count at once. Who brings the body is never held to these limits: while upstream has taken all that came, time stands still. */
export function limitResponse({ answerMs, stream, stallMs = answerMs }: ResponseLimits): ResponseLimit {
  const late = new AbortController();
  const abort = (): void => late.abort();
  if (stream === undefined) {
    const timer = setTimeout(abort, answerMs);
    return { signal: late.signal, answerMs, end: () => clearTimeout(timer) };
  }
  let timer: NodeJS.Timeout;
  const body = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      timer.refresh();
      done(null, chunk);
    },
    flush(done) {
      clearTimeout(timer);
      timer = setTimeout(abort, answerMs);
      done();
    },
  });
  const onStall = (): void => {
    if (body.readableLength > 0) abort();
    else timer.refresh();
  };
  timer = setTimeout(onStall, stallMs);
  stream.once('error', (error) => body.destroy(error));
  // Nobody reads the rest.
  body.once('close', () => stream.destroy());
  stream.pipe(body);
  return { signal: late.signal, answerMs, body, end: () => clearTimeout(timer) };
}
