// How a connection is refused: with words where the client reads any, and never left half open.
import type { Socket } from 'node:net';
import { reasonPhrase } from '../../http/reason-phrase.ts';

const lingerMs = 2000;

export interface ConnectRefusal {
  readonly status: 400 | 403 | 405 | 502 | 503 | 504;
  /** For the person: clients print the status line, where they print anything. */
  readonly reason: string;
}

/** The answer to a CONNECT that opens nothing: the reason in the status line, which Go's clients print, and in the body. */
export function refusalText({ status, reason }: ConnectRefusal): string {
  const body = `${reason}\n`;
  return `HTTP/1.1 ${status} ${reasonPhrase(reason)}\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`;
}

/** RFC 8446 section 6.2, and RFC 6066 section 3: a fatal alert in plain text, from a server that does not answer for the name asked for. */
export const unrecognizedName = Buffer.from([21, 3, 3, 0, 2, 2, 112]);

/** Sends `words`, drops what the client still sends, and closes when it has read them or shortly after. */
export function hangUp(socket: Socket, words: string | Buffer): void {
  if (socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const late = setTimeout(() => socket.destroy(), lingerMs);
  socket.once('close', () => clearTimeout(late));
  socket.end(words);
  // Unread bytes would make the kernel throw away what was just written.
  socket.resume();
}
