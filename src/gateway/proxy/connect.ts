// The door that HTTP CONNECT opens: to a registry's host, which is answered here, to a listed host, or to nothing.
import type { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import type { ServeSocket } from '../../http/listener.ts';
import { parseConnectTarget } from './connect-target.ts';
import { intercept, refuseServerName } from './intercept.ts';
import type { Client, ProxyParts } from './intercept.ts';
import { hangUp, refusalText } from './last-words.ts';
import type { ConnectRefusal } from './last-words.ts';
import { readClientHello } from './read-client-hello.ts';
import { tunnel } from './tunnel.ts';

const established = 'HTTP/1.1 200 Connection established\r\n\r\n';
const onlyPort = 443;

export interface Opening {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
}

/** Answers a CONNECT request. `clientAddress`: as its headers, too, tell it. Never rejects. */
export async function connect(parts: ProxyParts, { request, socket, head }: Opening, { clientAddress, serve }: { readonly clientAddress: string; readonly serve: ServeSocket }): Promise<void> {
  // With a body it comes as another kind of stream.
  if (!(socket instanceof Socket)) {
    socket.destroy();
    return;
  }
  const refuse = (refusal: ConnectRefusal): void => {
    parts.log.info({ clientAddress, target: request.url, reason: refusal.reason }, 'CONNECT refused');
    hangUp(socket, refusalText(refusal));
  };
  if (socket instanceof TLSSocket) {
    refuse({ status: 405, reason: 'CONNECT is not served inside a connection: send it to the proxy itself' });
    return;
  }
  const target = parseConnectTarget(request.url ?? '');
  if (target.kind === 'no-host') {
    refuse({ status: 403, reason: 'pullgate refuses this connection: it takes the name of a host and port 443, and no address' });
    return;
  }
  const { host, port } = target;
  const destination = parts.destinations.of(host);
  if (port !== onlyPort) {
    refuse({ status: 403, reason: `pullgate refuses connections to port ${port} of ${host}: only port ${onlyPort} is served` });
    return;
  }
  if (destination.kind === 'unlisted') {
    refuse({ status: 403, reason: `pullgate refuses connections to ${host}: it is no registry of this gateway, nor a host that its administrator lists` });
    return;
  }
  const client: Client = { socket, address: clientAddress, signal: AbortSignal.timeout(parts.limits.handshakeTimeoutMs), serve };
  if (head.length > 0) socket.unshift(head);
  if (destination.kind === 'taken-over') await answerAs(parts, client, { host, refuse });
  else await openTunnel(parts, client, { host, refuse });
}

/** The host that TLS asks for is answered, when it is taken over as well: a request then reads that the two must agree. */
async function answerAs(parts: ProxyParts, client: Client, { host, refuse }: { readonly host: string; readonly refuse: (refusal: ConnectRefusal) => void }): Promise<void> {
  try {
    // Here a client still prints what is wrong; after it, TLS has only its alerts.
    await parts.contextFor(host);
  } catch (error) {
    parts.log.error({ error, host }, 'no certificate could be made: connection refused');
    refuse({ status: 503, reason: `pullgate can make no certificate for ${host}: its administrator finds the reason in its log` });
    return;
  }
  client.socket.write(established);
  const hello = await receiveHello(client);
  if (hello === undefined) return;
  const asked = hello.serverName === undefined ? undefined : parts.destinations.of(hello.serverName);
  if (asked?.kind === 'taken-over') await intercept(parts, client, { takeover: asked.takeover, ...(asked.takeover.host === host ? {} : { openedTo: host }) });
  else refuseServerName(parts, client, { serverName: hello.serverName, reason: `opened to ${host}` });
}

async function openTunnel(parts: ProxyParts, client: Client, { host, refuse }: { readonly host: string; readonly refuse: (refusal: ConnectRefusal) => void }): Promise<void> {
  const { socket } = client;
  const dialled = await parts.dial(host);
  if (dialled.kind === 'refused') {
    refuse(dialled);
    return;
  }
  // A client that leaves takes the far end with it.
  const leave = (): void => void dialled.socket.destroy();
  socket.once('close', leave);
  if (socket.destroyed) {
    leave();
    return;
  }
  socket.write(established);
  const hello = await receiveHello(client);
  if (hello?.serverName === host) {
    tunnel(socket, dialled.socket, { idleTimeoutMs: parts.limits.tunnelIdleTimeoutMs });
    return;
  }
  leave();
  if (hello !== undefined) refuseServerName(parts, client, { serverName: hello.serverName, reason: `opened to ${host}` });
}

/** Undefined when there is none: the connection is closed then. */
async function receiveHello({ socket, signal }: Client): Promise<{ readonly serverName: string | undefined } | undefined> {
  const hello = await readClientHello(socket, signal);
  if (hello.kind === 'hello') return hello;
  socket.destroy();
  return undefined;
}
