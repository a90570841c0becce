// A loopback HTTP server for tests, closed without waiting for open connections.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { connect, createServer as createPlainServer } from 'node:net';
import type { AddressInfo } from 'node:net';

export interface Listening {
  /** `http://127.0.0.1:PORT`. */
  readonly address: string;
  /** Connections are cut. */
  close(): Promise<void>;
  /** Connections are cut, and new ones refused; nobody else gets the address meanwhile. */
  goAway(): Promise<void>;
  /** Listens at the same address again. */
  reopen(): Promise<void>;
}

/** Listens on 127.0.0.1; port 0 takes a free one. An error of the handler is a 500 that says it. */
export async function listenOnLoopback(port: number, handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>): Promise<Listening> {
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end(`the front itself failed: ${String(error)}\n`);
    });
  });
  const listen = (at: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(at, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
  await listen(port);
  const { port: taken } = server.address() as AddressInfo;
  let letGo: (() => void) | undefined;
  const close = async (): Promise<void> => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
    letGo?.();
  };
  return {
    address: `http://127.0.0.1:${taken}`,
    close,
    goAway: async () => {
      await close();
      letGo = await holdPort(taken);
    },
    reopen: async () => {
      await listen(taken);
      letGo?.();
      letGo = undefined;
    },
  };
}

/** A free port is anybody's, and other tests take free ones: a connection from it keeps it, though nobody listens there. */
export async function holdPort(port: number): Promise<() => void> {
  const other = createPlainServer((socket) => socket.on('error', () => undefined)).listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port: otherPort } = other.address() as AddressInfo;
  const holder = connect({ port: otherPort, host: '127.0.0.1', localAddress: '127.0.0.1', localPort: port });
  await once(holder, 'connect');
  other.close();
  return () => void holder.resetAndDestroy();
}
