// Reads a request's body, never more of it than the caller can bear.
import type { IncomingMessage } from 'node:http';

/** The body is larger than the operation takes: answer 413 (or the protocol's own) with `Connection: close`. */
export class BodyTooLarge extends Error {
  readonly maxBytes: number;
  constructor(maxBytes: number) {
    super(`request body is larger than ${maxBytes} bytes`);
    this.name = 'BodyTooLarge';
    this.maxBytes = maxBytes;
  }
}

/** The client went away before the body was whole: there is nobody to answer. */
export class BodyIncomplete extends Error {
  constructor() {
    super('request ended before its body did');
    this.name = 'BodyIncomplete';
  }
}

/**
 * Reads the whole body into memory. The connection is left open, so that the caller can still answer.
 * @throws BodyTooLarge as soon as it is known, BodyIncomplete, or the signal's reason.
 */
export function readBody(request: IncomingMessage, { maxBytes, signal }: { readonly maxBytes: number; readonly signal: AbortSignal }): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const onData = (chunk: Buffer): void => {
      size += chunk.length;
      if (size > maxBytes) fail(new BodyTooLarge(maxBytes));
      else chunks.push(chunk);
    };
    const onEnd = (): void => {
      stop();
      resolve(Buffer.concat(chunks, size));
    };
    const onGone = (): void => fail(new BodyIncomplete());
    const onAbort = (): void => fail(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
    const fail = (error: Error): void => {
      stop();
      request.pause();
      reject(error);
    };
    const listen = (): void => {
      signal.addEventListener('abort', onAbort, { once: true });
      request.on('data', onData).on('end', onEnd).on('error', onGone).on('close', onGone);
    };
    const stop = (): void => {
      request.off('data', onData).off('end', onEnd).off('error', onGone).off('close', onGone);
      signal.removeEventListener('abort', onAbort);
    };

    if (Number(request.headers['content-length'] ?? 0) > maxBytes) fail(new BodyTooLarge(maxBytes));
    else if (signal.aborted) onAbort();
    else if (request.destroyed) onGone();
    else listen();
  });
}
