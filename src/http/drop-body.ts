// What to do with the rest of a body that nobody wants, when its answer is there already.
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';

const lingerMs = 2000;

/**
 * Reads and drops until the body ends, the client leaves, or 2 seconds have passed. Who hangs up on a client that is still sending takes the answer
 * from it, which lies unread behind what the client has to send (RFC 9112 section 9.6).
 */
export async function dropBody(request: IncomingMessage): Promise<void> {
  // It waits to be told to go on, and is not: it sends nothing.
  if (request.complete || request.destroyed || (request.readableFlowing === null && request.headers.expect !== undefined)) return;
  request.resume();
  await Promise.race([once(request, 'close'), once(request, 'end'), new Promise((resolve) => setTimeout(resolve, lingerMs).unref())]).catch(() => undefined);
}
