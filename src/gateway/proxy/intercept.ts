// What both listeners do with a client that has begun TLS: answer as the host that it asks for, or carry it on to that host.
import type { Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import type { ServeSocket } from '../../http/listener.ts';
import type { Log } from '../../telemetry/log.ts';
import type { Takeover } from '../takeover.ts';
import type { Connections } from './connections.ts';
import type { Destinations } from './destination.ts';
import type { Dial } from './dial.ts';
import { hangUp, unrecognizedName } from './last-words.ts';
import type { ProxyLimits } from './limits.ts';
import { secure } from './secure.ts';

export interface ProxyParts {
  readonly destinations: Destinations;
  /** What TLS presents as that host; rejects when there is no certificate for it. */
  readonly contextFor: (host: string) => Promise<SecureContext>;
  readonly dial: Dial;
  readonly connections: Connections;
  readonly limits: ProxyLimits;
  readonly log: Log;
}

/** One client at one of the listeners. */
export interface Client {
  readonly socket: Socket;
  readonly address: string;
  /** Limits everything up to the end of the TLS handshake. */
  readonly signal: AbortSignal;
  readonly serve: ServeSocket;
}

/** Answers as `takeover.host`: the handshake, then HTTP by the listener. `openedTo`: see TakenOverConnection. */
export async function intercept(parts: ProxyParts, client: Client, { takeover, openedTo }: { readonly takeover: Takeover; readonly openedTo?: string }): Promise<void> {
  const { host } = takeover;
  const { socket, address: clientAddress, signal } = client;
  let context: SecureContext;
  try {
    context = await parts.contextFor(host);
  } catch (error) {
    parts.log.error({ error, host }, 'no certificate could be made: connection refused');
    hangUp(socket, unrecognizedName);
    return;
  }
  const secured = await secure(socket, { context, signal });
  if (secured === undefined || secured.destroyed) {
    parts.log.info({ host, clientAddress }, 'TLS handshake failed: the client may not trust the certificate authority yet (pullgate ca export)');
    return;
  }
  // The name that was decided by must be the one that OpenSSL read.
  if (String(secured.servername).toLowerCase() !== host) {
    secured.destroy();
    return;
  }
  secured.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code?.startsWith('ERR_SSL_') === true) parts.log.info({ host, clientAddress, code: error.code }, 'TLS broken off: the client may not trust the certificate authority yet (pullgate ca export)');
  });
  parts.connections.remember(secured, { takeover, clientAddress, ...(openedTo === undefined ? {} : { openedTo }) });
  client.serve(secured);
}

/** Refuses a TLS client in TLS's own words. */
export function refuseServerName({ log }: ProxyParts, { socket, address: clientAddress }: Client, { serverName, reason }: { readonly serverName: string | undefined; readonly reason: string }): void {
  log.info({ clientAddress, serverName, reason }, 'connection refused');
  hangUp(socket, unrecognizedName);
}
