// Answers a connection with TLS, as the host that it asks for.
import { TLSSocket } from 'node:tls';
import type { SecureContext } from 'node:tls';
import type { Socket } from 'node:net';

/**
 * The decrypted connection once the handshake is over; undefined when it fails, or `signal` aborts first: `socket` is closed then.
 * The socket's bytes must not have been consumed.
 */
export function secure(socket: Socket, { context, signal }: { readonly context: SecureContext; readonly signal: AbortSignal }): Promise<TLSSocket | undefined> {
  return new Promise((resolve) => {
    if (socket.destroyed || signal.aborted) {
      socket.destroy();
      resolve(undefined);
      return;
    }
    // The TLS socket takes over the raw one's handle: its own clock would stand still.
    socket.setTimeout(0);
    const secured = new TLSSocket(socket, { isServer: true, secureContext: context, ALPNProtocols: ['http/1.1'] });
    const settle = (outcome: TLSSocket | undefined): void => {
      signal.removeEventListener('abort', fail);
      secured.off('close', fail).off('end', fail);
      resolve(outcome);
    };
    const fail = (): void => {
      settle(undefined);
      secured.destroy();
    };
    signal.addEventListener('abort', fail, { once: true });
    // Errors of the handshake, and of everything later that nobody else hears of.
    secured.on('error', () => undefined);
    // A client that leaves in the handshake ends the connection and no more: nothing would close it.
    secured.once('close', fail).once('end', fail).once('secure', () => settle(secured));
  });
}
