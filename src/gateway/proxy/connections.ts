// What is known of each decrypted connection: as which host it is answered, and where it came from.
import type { Takeover } from '../takeover.ts';

export interface TakenOverConnection {
  readonly takeover: Takeover;
  readonly clientAddress: string;
  /** The host that the client had CONNECT opened to, where it then asked for another one by TLS. */
  readonly openedTo?: string;
}

export interface Connections {
  readonly remember: (socket: object, connection: TakenOverConnection) => void;
  readonly find: (socket: object) => TakenOverConnection | undefined;
}

export function createConnections(): Connections {
  const known = new WeakMap<object, TakenOverConnection>();
  return { remember: (socket, connection) => void known.set(socket, connection), find: (socket) => known.get(socket) };
}
