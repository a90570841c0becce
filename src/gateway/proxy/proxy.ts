// The proxy's two entrances, for a listener each: HTTP CONNECT, and TLS by server name.
import type { Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import { clientAddress } from '../../http/client-address.ts';
import type { TrustedProxies } from '../../http/client-address.ts';
import type { ListenerOptions } from '../../http/listener.ts';
import type { Log } from '../../telemetry/log.ts';
import type { Gateway } from '../gateway.ts';
import { createAdmission } from './admission.ts';
import type { Admission } from './admission.ts';
import { createAnswerRequests } from './answer-requests.ts';
import { byServerName } from './by-server-name.ts';
import { connect } from './connect.ts';
import { createConnections } from './connections.ts';
import { createDestinations } from './destination.ts';
import type { DestinationOptions } from './destination.ts';
import type { Dial } from './dial.ts';
import type { ProxyParts } from './intercept.ts';
import { hangUp, refusalText } from './last-words.ts';
import { defaultProxyLimits } from './limits.ts';
import type { ProxyLimits } from './limits.ts';

export interface ProxyOptions extends DestinationOptions {
  readonly gateway: Gateway;
  readonly contextFor: (host: string) => Promise<SecureContext>;
  readonly dial: Dial;
  readonly trustedProxies: TrustedProxies;
  readonly limits?: Partial<ProxyLimits>;
  readonly log: Log;
}

type Entrance = Pick<ListenerOptions, 'handler' | 'onConnection' | 'onConnect' | 'limits'>;

export interface Proxy {
  /** For a listener without TLS of its own. */
  readonly connect: Entrance;
  /** Likewise: it answers TLS itself. */
  readonly byServerName: Entrance;
}

export function createProxy(options: ProxyOptions): Proxy {
  const { gateway, contextFor, dial, trustedProxies, log } = options;
  const limits = { ...defaultProxyLimits, ...options.limits };
  const connections = createConnections();
  const parts: ProxyParts = { destinations: createDestinations(options), contextFor, dial, connections, limits, log };
  const entrance = { handler: createAnswerRequests({ gateway, connections }), limits: { connectionsMax: limits.connectionsMax } };
  const admission = (): Admission => createAdmission({ perClientMax: limits.connectionsPerClientMax, unlimited: trustedProxies });
  const [atConnect, atServerName] = [admission(), admission()];
  const failed = (socket: { destroy: () => unknown }) => (error: unknown): void => {
    log.error({ error }, 'connection failed unexpectedly');
    socket.destroy();
  };
  return {
    connect: {
      ...entrance,
      onConnection: (socket, serve) => {
        if (enter(atConnect, socket) !== undefined) serve(socket);
        else hangUp(socket, refusalText({ status: 503, reason: 'pullgate has too many connections from this address: close some' }));
      },
      onConnect: (opening, serve) => {
        connect(parts, opening, { clientAddress: clientAddress(opening.request, trustedProxies), serve }).catch(failed(opening.socket));
      },
    },
    byServerName: {
      ...entrance,
      onConnection: (socket, serve) => {
        const address = enter(atServerName, socket);
        if (address === undefined) socket.destroy();
        else byServerName(parts, { socket, address, signal: AbortSignal.timeout(limits.handshakeTimeoutMs), serve }).catch(failed(socket));
      },
    },
  };
}

/** The client's address; undefined when it has too many connections already. */
function enter(admission: Admission, socket: Socket): string | undefined {
  const address = clientAddress({ headers: {}, socket }, { includes: () => false });
  const leave = admission.enter(address);
  if (leave === undefined) return undefined;
  socket.once('close', leave);
  return address;
}
