// Opens the far end of a tunnel: resolves the host once, checks what it resolves to, and connects to just that.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Socket } from 'node:net';
import type { ConnectRefusal } from './last-words.ts';

const tunnelPort = 443;
/** Further addresses of a host are not tried. */
const attemptsMax = 4;

export interface DialOptions {
  /** All addresses of a host. */
  readonly resolve: (host: string) => Promise<readonly string[]>;
  /** Begins to connect. */
  readonly connect: (address: string, port: number) => Socket;
  readonly isDialable: (address: string) => boolean;
  readonly timeoutMs: number;
}

export type Dialled = { readonly kind: 'open'; readonly socket: Socket } | ({ readonly kind: 'refused' } & ConnectRefusal);
export type Dial = (host: string) => Promise<Dialled>;

export function createDial({ resolve, connect, isDialable, timeoutMs }: DialOptions): Dial {
  return async (host) => {
    const over = new AbortController();
    const late = sleep(timeoutMs, 'late' as const, { signal: over.signal }).catch(() => 'late' as const);
    try {
      const found = await Promise.race([resolve(host).catch(() => []), late]);
      if (found === 'late') return refused(504, `${host} was not resolved in time`);
      if (found.length === 0) return refused(502, `${host} cannot be resolved: see the gateway's own DNS`);
      const permitted = found.filter(isDialable);
      if (permitted.length === 0) return refused(403, `${host} has an address of a private, loopback or otherwise special network: list it in proxy.tunnel_networks to permit it`);
      for (const address of permitted.slice(0, attemptsMax)) {
        const socket = connect(address, tunnelPort);
        const outcome = await Promise.race([connected(socket), late]);
        if (outcome === 'connected') return { kind: 'open', socket };
        socket.destroy();
        if (outcome === 'late') return refused(504, `${host} did not accept a connection in time`);
      }
      return refused(502, `${host} cannot be reached`);
    } finally {
      over.abort();
    }
  };
}

function refused(status: ConnectRefusal['status'], reason: string): Dialled {
  return { kind: 'refused', status, reason: `pullgate opens no connection: ${reason}` };
}

function connected(socket: Socket): Promise<'connected' | 'failed'> {
  return new Promise((resolve) => {
    // Stays: the error of a connection is told by its `close`.
    socket.on('error', () => undefined);
    socket.once('connect', () => resolve('connected'));
    socket.once('close', () => resolve('failed'));
  });
}
