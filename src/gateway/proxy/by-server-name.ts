// The door that DNS leads to: clients that begin TLS at once are answered, or carried on, by the server name that they ask for.
import { intercept, refuseServerName } from './intercept.ts';
import type { Client, ProxyParts } from './intercept.ts';
import { readClientHello } from './read-client-hello.ts';
import { tunnel } from './tunnel.ts';

/** Answers a connection. Never rejects. */
export async function byServerName(parts: ProxyParts, client: Client): Promise<void> {
  const { socket, signal } = client;
  const hello = await readClientHello(socket, signal);
  if (hello.kind !== 'hello') {
    socket.destroy();
    return;
  }
  const { serverName } = hello;
  if (serverName === undefined) {
    refuseServerName(parts, client, { serverName, reason: 'no server name: the client must name the host that it wants' });
    return;
  }
  const destination = parts.destinations.of(serverName);
  switch (destination.kind) {
    case 'taken-over':
      await intercept(parts, client, { takeover: destination.takeover });
      return;
    case 'tunnel':
      await carryOn(parts, client, serverName);
      return;
    case 'unlisted':
      refuseServerName(parts, client, { serverName, reason: 'it is no registry of this gateway, nor a host that is listed' });
  }
}

async function carryOn(parts: ProxyParts, client: Client, host: string): Promise<void> {
  const dialled = await parts.dial(host);
  if (dialled.kind === 'refused') refuseServerName(parts, client, { serverName: host, reason: dialled.reason });
  else tunnel(client.socket, dialled.socket, { idleTimeoutMs: parts.limits.tunnelIdleTimeoutMs });
}
