// The proxy's two listeners in this process, with a real certificate authority, and a far end for its tunnels.
import { once } from 'node:events';
import { connect as connectPlain, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { TLSSocket } from 'node:tls';
import type { TestContext } from 'node:test';
import { createLeafCertificates } from '../../src/authority/leaf-certificates.ts';
import { makeAuthority } from '../../src/authority/make-authority.ts';
import type { Gateway, TakenOver } from '../../src/gateway/gateway.ts';
import { createDial } from '../../src/gateway/proxy/dial.ts';
import { createDialable } from '../../src/http/dialable.ts';
import type { ProxyLimits } from '../../src/gateway/proxy/limits.ts';
import { createProxy } from '../../src/gateway/proxy/proxy.ts';
import { createListener } from '../../src/http/listener.ts';
import type { ListenerLimits } from '../../src/http/limits.ts';
import { parseNetworks } from '../../src/http/networks.ts';
import { createLog } from '../../src/telemetry/log.ts';

export const hosts = { 'docker.io': ['registry-1.docker.io', 'auth.docker.io'], 'ghcr.io': ['ghcr.io'] } as const;

export interface OpenListenersOptions {
  readonly limits?: Partial<ProxyLimits>;
  readonly httpLimits?: Partial<ListenerLimits>;
  readonly tunnelHosts?: readonly string[];
  /** What is permitted besides public addresses. */
  readonly tunnelNetworks?: readonly string[];
  readonly trustedProxies?: readonly string[];
  /** The hosts that the certificate authority permits; all when left out. */
  readonly permitted?: readonly string[];
  /** The addresses of a name; 1.1.1.1 for every name when left out. Wherever a tunnel goes, it ends at `far`. */
  readonly resolve?: (host: string) => readonly string[];
  /** Serves what a tunnel leads to. */
  readonly far?: (socket: Socket) => void;
}

export interface OpenListeners {
  readonly connectPort: number;
  readonly tlsPort: number;
  /** Of the certificate authority. */
  readonly ca: string;
  /** What the gateway was given, in order. */
  readonly seen: readonly ({ readonly url: string | undefined } & TakenOver)[];
  /** Addresses that tunnels were opened to. */
  readonly dialled: readonly string[];
  /** Sends a CONNECT and reads the head of the answer; the socket is ready for TLS when its status is 200. */
  readonly open: (target: string, headers?: string) => Promise<{ readonly socket: Socket; readonly head: string }>;
  /** Begins TLS as a client that trusts the authority. */
  readonly begin: (socket: Socket, servername: string | undefined) => Promise<TLSSocket>;
}

/** Everything is closed when the test ends. */
export async function openListeners(context: TestContext, options: OpenListenersOptions = {}): Promise<OpenListeners> {
  const seen: ({ readonly url: string | undefined } & TakenOver)[] = [];
  const dialled: string[] = [];
  const gateway: Gateway = (request, response, takenOver) => {
    if (takenOver !== undefined) seen.push({ url: request.url, ...takenOver });
    request.resume();
    response.end('answered');
  };
  const authority = await makeAuthority({ hosts: options.permitted ?? Object.values(hosts).flat(), installation: 'test', now: Date.now });
  const farPort = await openFarEnd(context, options.far ?? ((socket) => socket.pipe(socket)));
  const log = createLog({ level: 'silent', format: 'json' });
  const proxy = createProxy({
    hosts,
    tunnelHosts: options.tunnelHosts ?? [],
    gateway,
    contextFor: createLeafCertificates({ authority: () => Promise.resolve(authority), now: Date.now }).contextFor,
    dial: createDial({
      resolve: (host) => Promise.resolve(options.resolve?.(host) ?? ['1.1.1.1']),
      connect: (address, port) => {
        dialled.push(`${address}:${port}`);
        return connectPlain({ host: '127.0.0.1', port: farPort, allowHalfOpen: true });
      },
      isDialable: createDialable(options.tunnelNetworks ?? []),
      timeoutMs: 10_000,
    }),
    trustedProxies: parseNetworks(options.trustedProxies ?? []),
    ...(options.limits && { limits: options.limits }),
    log,
  });
  const [connectPort, tlsPort] = (await Promise.all(
    [proxy.connect, proxy.byServerName].map(async (entrance) => {
      const listener = createListener({ ...entrance, limits: { ...entrance.limits, ...options.httpLimits }, host: '127.0.0.1', port: 0, setting: 'test', log });
      context.after(() => listener.close(0));
      return (await listener.listen()).port;
    }),
  )) as [number, number];
  const open: OpenListeners['open'] = async (target, headers = '') => {
    const socket = connectPlain(connectPort, '127.0.0.1');
    socket.on('error', () => undefined);
    context.after(() => socket.destroy());
    socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n${headers}\r\n`);
    return { socket, head: await readHead(socket) };
  };
  return { connectPort, tlsPort, ca: authority.certificatePem, seen, dialled, open, begin: (socket, servername) => begin(socket, { servername, ca: authority.certificatePem }) };
}

async function openFarEnd(context: TestContext, serve: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server: Server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    serve(socket);
  }).listen(0, '127.0.0.1');
  context.after(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** Up to the empty line, which a proxy's answer to CONNECT ends with; what a refusal has behind it comes along. Rejects when the connection ends before. */
async function readHead(socket: Socket): Promise<string> {
  let text = '';
  while (!text.includes('\r\n\r\n')) {
    const [piece] = (await Promise.race([once(socket, 'data'), once(socket, 'close').then(() => [undefined])])) as [Buffer | undefined];
    if (piece === undefined) throw new Error(`the connection ended after ${JSON.stringify(text)}`);
    text += piece.toString('latin1');
  }
  socket.pause();
  return text;
}

/** Rejects when the handshake fails, with OpenSSL's words. */
async function begin(socket: Socket, { servername, ca }: { readonly servername: string | undefined; readonly ca: string }): Promise<TLSSocket> {
  const secured = connectTls({ socket, ca, ...(servername === undefined ? { checkServerIdentity: () => undefined } : { servername }) });
  await Promise.race([once(secured, 'secureConnect'), once(secured, 'close').then(() => Promise.reject(new Error('the connection was closed')))]);
  secured.on('error', () => undefined);
  return secured;
}

/** One request over an open connection, read until the connection ends. */
export async function ask(socket: Socket, text: string): Promise<string> {
  let answer = '';
  socket.on('data', (piece: Buffer) => (answer += piece.toString('latin1')));
  socket.write(text);
  await closed(socket);
  return answer;
}

/** However it ends: who is refused in the middle of what it sends may find its connection reset. */
export async function closed(socket: Socket): Promise<void> {
  socket.on('error', () => undefined);
  // Not by events.once: it rejects with an error that comes before the close.
  if (!socket.closed) await new Promise((resolve) => socket.once('close', resolve));
}

export function get(host: string, path = '/v2/'): string {
  return `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
}
