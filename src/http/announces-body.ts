// Whether a body comes with a request, as its headers tell it.
import type { IncomingMessage } from 'node:http';

/** RFC 9112 section 6.3: without Content-Length and Transfer-Encoding a request has none. Looked at for every request: it makes nothing. */
export function announcesBody({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  const length = headers['content-length'];
  return headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
}
