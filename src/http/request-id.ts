// Names one request in the log and the records, with the caller's own name for it where that is sane.
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const saneId = /^[\w.:@=+/-]{1,128}$/;

/** The X-Request-Id that the client or a proxy sent when it is 1 to 128 plain characters, else a new id. */
export function requestId(request: Pick<IncomingMessage, 'headers'>, newId: () => string = randomUUID): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && saneId.test(given) ? given : newId();
}
