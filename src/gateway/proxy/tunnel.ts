// Carries bytes both ways between a client and a host, at the pace of the slower, until one of them is done.
import type { Socket } from 'node:net';

/** Both sockets are closed in the end, whatever ends the tunnel: an end, an error, or `idleTimeoutMs` without a byte either way. */
export function tunnel(client: Socket, host: Socket, { idleTimeoutMs }: { readonly idleTimeoutMs: number }): void {
  const cut = (): void => {
    client.destroy();
    host.destroy();
  };
  for (const socket of [client, host]) {
    // One that had its end, and sent the other's, leaves the other to send what it still has.
    socket.on('error', cut).once('close', () => !(socket.readableEnded && socket.writableFinished) && cut());
    // Bytes count in both directions, so that a long answer keeps either side alive.
    socket.setTimeout(idleTimeoutMs, cut);
    socket.setNoDelay(true);
  }
  if (client.destroyed || host.destroyed) {
    cut();
    return;
  }
  client.pipe(host);
  host.pipe(client);
}
