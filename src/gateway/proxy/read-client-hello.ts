// Waits for a connection's ClientHello, and leaves every byte of it to whoever answers.
import type { Socket } from 'node:net';
import { clientHelloBytesMax, parseClientHello } from './client-hello.ts';
import type { ClientHello } from './client-hello.ts';

/** `gone`: the client left, or took too long. */
export type ReceivedHello = Exclude<ClientHello, { kind: 'incomplete' }> | { readonly kind: 'gone' };

/** A ClientHello in several records has their headers as well. */
const bytesMax = clientHelloBytesMax + 1024;

/** `signal` limits the wait. What was read stands in the socket's buffer again, and the socket is paused. */
export function readClientHello(socket: Socket, signal: AbortSignal): Promise<ReceivedHello> {
  return new Promise((resolve) => {
    let bytes: Buffer = Buffer.alloc(0);
    const settle = (hello: ReceivedHello): void => {
      signal.removeEventListener('abort', onGone);
      socket.off('readable', onReadable).off('end', onGone).off('close', onGone);
      if (hello.kind !== 'gone' && !socket.destroyed) socket.unshift(bytes);
      resolve(hello);
    };
    const onGone = (): void => settle({ kind: 'gone' });
    const onReadable = (): void => {
      for (let piece = socket.read() as Buffer | null; piece !== null; piece = socket.read() as Buffer | null) {
        bytes = bytes.length === 0 ? piece : Buffer.concat([bytes, piece]);
        const hello = parseClientHello(bytes);
        if (hello.kind === 'incomplete' && bytes.length <= bytesMax) continue;
        settle(hello.kind === 'incomplete' ? { kind: 'not-tls' } : hello);
        return;
      }
    };
    if (socket.destroyed || signal.aborted) {
      onGone();
      return;
    }
    signal.addEventListener('abort', onGone, { once: true });
    socket.on('readable', onReadable).once('end', onGone).once('close', onGone);
  });
}
