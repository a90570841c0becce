// The answers that the listener gives by itself, before any handler sees a request.
import { STATUS_CODES } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

export interface Refusal {
  readonly status: number;
  readonly message: string;
}

/** What node's parser calls an unreadable request, and what we answer: RFC 9110 section 15.5, RFC 6585 section 5. */
const parserRefusals: Readonly<Record<string, Refusal>> = {
  HPE_HEADER_OVERFLOW: { status: 431, message: 'request URL and headers are too large together: shorten them' },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: { status: 413, message: 'chunk extensions are too large: leave them out' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, message: 'request took too long to arrive: send it again' },
};
const malformed: Refusal = { status: 400, message: 'malformed HTTP request' };

export function refusalOfParserError(code: string | undefined): Refusal {
  return (code === undefined ? undefined : parserRefusals[code]) ?? malformed;
}

/** Readable as the distribution spec's errors and as the admin API's `message` alike: the listener does not know which client it has. */
export function refusalBody(message: string): string {
  return JSON.stringify({ errors: [{ code: 'UNSUPPORTED', message, detail: null }], message });
}

/** Answers with the refusal and closes the connection. */
export function refuse(response: ServerResponse, { status, message }: Refusal): void {
  const body = refusalBody(message);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), connection: 'close' });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}

/** The same on a bare socket, for what never became a request. */
export function refuseSocket(socket: Duplex, { status, message }: Refusal): void {
  const body = refusalBody(message);
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}
