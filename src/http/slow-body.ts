// Gives up on a body that does not come: one that moves may take as long as it takes.
import type { IncomingMessage } from 'node:http';

const KiB = 1024;
/** In each period: a thousandth of a slow line. */
const bytesMin = 16 * KiB;

/**
 * For a request that announces a body: looks at it once in every period until the body is whole, and calls `onSlow` when it is not, though less than 16 KiB came and
 * nobody keeps the client waiting. A body may so be under way for hours, and a client that sends a byte now and then is soon found out. (node's own limit is one for
 * whole requests.)
 */
export function watchBody(request: IncomingMessage, { periodMs, onSlow }: { readonly periodMs: number; readonly onSlow: () => void }): void {
  const { socket } = request;
  let seen = socket.bytesRead;
  const timer = setInterval(() => {
    const came = socket.bytesRead - seen;
    seen = socket.bytesRead;
    if (request.complete) stop();
    else if (came < bytesMin && !isHeldUp(request)) {
      stop();
      onSlow();
    }
  }, periodMs).unref();
  const stop = (): void => {
    clearInterval(timer);
    request.off('close', stop).off('end', stop);
  };
  request.on('close', stop).on('end', stop);
}

/** What has come is not read on: it waits for a disk, or for an upstream, and the client can do nothing about it. */
function isHeldUp({ readableLength, readableHighWaterMark }: IncomingMessage): boolean {
  return readableLength >= readableHighWaterMark;
}
