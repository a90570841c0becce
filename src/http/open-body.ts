// A request's body as a stream of its own: who lets go of it has not yet hung up on the client.
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { BodyIncomplete } from './body.ts';

/**
 * The bytes as they come, at the reader's pace: while nobody reads, the client is not read either. Fails with BodyIncomplete when the client leaves before the
 * end. Destroying it stops the reading and leaves the connection open, so that the client can still be answered.
 */
export function openBody(request: IncomingMessage): Readable {
  const out = new Readable({
    read: () => void request.resume(),
    destroy(error, done) {
      request.off('data', onData).off('end', onEnd).off('close', onGone).off('error', onGone);
      request.pause();
      done(error);
    },
  });
  const onData = (chunk: Buffer): void => {
    if (!out.push(chunk)) request.pause();
  };
  const onEnd = (): void => void out.push(null);
  const onGone = (): void => {
    if (!request.readableEnded) out.destroy(new BodyIncomplete());
  };
  request.on('data', onData).on('end', onEnd).on('close', onGone).on('error', onGone);
  request.pause();
  if (request.destroyed) onGone();
  return out;
}
