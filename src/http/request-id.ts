// Names one request in the log and the records, with the caller's own name for it where that is sane.
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const saneId = /^[\w.:@=+/-]{1,128}$/;

/** The X-Request-Id that the client or a proxy sent when it is 1 to 128 plain characters, else a random UUID. */
export function requestId(request: Pick<IncomingMessage, 'headers'>): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && saneId.test(given) ? given : randomUUID();
}
