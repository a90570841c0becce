// A foreign HTTP server in this process that a test scripts request by request: a registry, a token service, blob storage.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface SeenRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly authorization: string | undefined;
}

export type Answering = (request: SeenRequest, response: ServerResponse) => void | Promise<void>;

export interface RegistryPeer {
  /** `http://127.0.0.1:PORT`. */
  readonly address: string;
  readonly seen: readonly SeenRequest[];
  /** Connections that are open now. */
  openSockets(): number;
  /** Connections that were ever opened. */
  openedSockets(): number;
  close(): Promise<void>;
}

/** Starts the peer; it closes with its connections cut. */
export async function startRegistryPeer(answer: Answering): Promise<RegistryPeer> {
  const seen: SeenRequest[] = [];
  const sockets = new Set<Socket>();
  let opened = 0;
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://peer');
    const entry = { method: request.method ?? '', path: url.pathname, query: url.searchParams, headers: request.headers, authorization: request.headers.authorization };
    seen.push(entry);
    Promise.resolve(answer(entry, response)).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  server.on('connection', (socket) => {
    opened += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    openSockets: () => sockets.size,
    openedSockets: () => opened,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Answers with JSON. */
export function sendJson(response: ServerResponse, status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

export function sha256(bytes: string | Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
