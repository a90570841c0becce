// One address that Pullgate answers on: node's server with limits on everything a peer can send or withhold.
import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Server as TlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { announcesBody } from './announces-body.ts';
import { InvalidCertificate, fingerprintOf, readCertificate, watchCertificate } from './certificate.ts';
import type { CertificateFiles } from './certificate.ts';
import { defaultListenerLimits } from './limits.ts';
import type { ListenerLimits } from './limits.ts';
import { bracket, listenFailed } from './listen-failed.ts';
import { refusalOfParserError, refuse, refuseSocket } from './refuse.ts';
import { watchBody } from './slow-body.ts';

const secondMs = 1000;

/** What the listener writes to the log with; telemetry's `Log` is one. */
export type ListenerLog = Readonly<Record<'debug' | 'info' | 'warn' | 'error', (fields: object, message: string) => void>>;

export interface ListenerOptions {
  /** IPv4, IPv6 (without brackets) or a name; `::` and `0.0.0.0` mean every address. */
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly tls?: CertificateFiles;
  /** The setting that an operator changes to move this listener: `PULLGATE_GATEWAY_LISTEN / --gateway-listen`. */
  readonly setting: string;
  /** A handler that throws or rejects is answered with 500 (or a cut connection) and logged. */
  readonly handler: (request: IncomingMessage, response: ServerResponse) => unknown;
  readonly log: ListenerLog;
  readonly limits?: Partial<ListenerLimits>;
  /** Sees each connection before anything is read from it, and gives it to `serve` or keeps it; left out: HTTP is spoken at once. Not with `tls`. */
  readonly onConnection?: (socket: Socket, serve: ServeSocket) => void;
  /** Takes over what CONNECT asks to be opened; left out: the connection is closed. `head` is what was read of it already. */
  readonly onConnect?: (opening: { readonly request: IncomingMessage; readonly socket: Duplex; readonly head: Buffer }, serve: ServeSocket) => void;
  /** How often the certificate's files are looked at, besides watching them. */
  readonly certificatePollMs?: number;
}

/** Speaks HTTP on a socket, a TLS socket as well, under the listener's limits and with its handler. */
export type ServeSocket = (socket: Socket) => void;

export interface Listener {
  /** @throws ListenFailed, InvalidCertificate */
  readonly listen: () => Promise<ListenerAddress>;
  /** Takes no new connection, lets requests in progress end for `graceMs`, then cuts them. */
  readonly close: (graceMs: number) => Promise<void>;
}

export interface ListenerAddress {
  readonly address: string;
  readonly port: number;
  /** `http://127.0.0.1:5000`; a listener on every address is told as `localhost`. */
  readonly url: string;
}

/** Makes a listener; nothing happens before `listen`. */
export function createListener(options: ListenerOptions): Listener {
  const limits = { ...defaultListenerLimits, ...options.limits };
  let server: Server | TlsServer | undefined;
  let stopWatching: (() => void) | undefined;
  const accepted = new Set<Socket>();

  return {
    async listen() {
      const made = await createNodeServer(options, limits);
      server = made.server;
      stopWatching = made.stopWatching;
      hookConnections(server, options, accepted);
      try {
        await bind(server, options);
      } catch (error) {
        stopWatching?.();
        throw error;
      }
      return describeAddress(server.address() as AddressInfo, options);
    },
    async close(graceMs) {
      stopWatching?.();
      if (server?.listening === true) await closeServer(server, { accepted, graceMs });
    },
  };
}

interface MadeServer {
  readonly server: Server | TlsServer;
  readonly stopWatching?: () => void;
}

async function createNodeServer({ handler, log, tls, certificatePollMs = 5 * secondMs }: ListenerOptions, limits: ListenerLimits): Promise<MadeServer> {
  const onRequest = guard(handler, log, limits);
  const serverOptions = {
    maxHeaderSize: limits.headerBytesMax,
    headersTimeout: limits.headersTimeoutMs,
    // Bodies are watched one by one: a large upload takes longer than any request may.
    requestTimeout: 0,
    keepAliveTimeout: limits.keepAliveTimeoutMs,
    connectionsCheckingInterval: Math.min(5 * secondMs, limits.headersTimeoutMs),
  };
  if (tls === undefined) {
    return { server: applyLimits(createServer(serverOptions, onRequest).on('checkContinue', onceWanted(onRequest)), log, limits) };
  }
  const tlsOptions = { minVersion: 'TLSv1.2', ALPNProtocols: ['http/1.1'] } as const;
  const known = await fingerprintOf(tls);
  const pair = await readCertificate(tls);
  const server = createTlsServer({ ...serverOptions, ...tlsOptions, ...pair, handshakeTimeout: limits.tlsHandshakeTimeoutMs }, onRequest).on('checkContinue', onceWanted(onRequest));
  server.on('tlsClientError', (error) => log.debug({ error }, 'TLS handshake failed'));
  const reload = async (): Promise<void> => {
    try {
      server.setSecureContext({ ...tlsOptions, ...(await readCertificate(tls)) });
      log.info({ certificateFile: tls.certificateFile }, 'new TLS certificate in use');
    } catch (error) {
      const message = error instanceof InvalidCertificate ? error.message : String(error);
      log.error({ reason: message }, 'new TLS certificate refused, the one before stays in use');
    }
  };
  const stopWatching = watchCertificate(tls, { pollMs: certificatePollMs, known, onChange: () => void reload() });
  return { server: applyLimits(server, log, limits), stopWatching };
}

function applyLimits<S extends Server | TlsServer>(server: S, log: ListenerLog, limits: ListenerLimits): S {
  server.maxRequestsPerSocket = 0;
  if (limits.connectionsMax !== undefined) server.maxConnections = limits.connectionsMax;
  server.timeout = limits.idleTimeoutMs;
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy();
    log.debug({ code: error.code, clientAddress: socket.remoteAddress }, 'request refused: cannot be read');
    // An answer may be under way on this connection already: a second one would run into it.
    if (socket.bytesWritten > 0 && hasAnswerUnderWay(socket)) return void socket.destroy();
    refuseSocket(socket, refusalOfParserError(error.code));
  });
  return server;
}

/** As node's own handler of `clientError` finds it out. */
function hasAnswerUnderWay(socket: Socket): boolean {
  const response = (socket as Socket & { _httpMessage?: ServerResponse | null })._httpMessage;
  return response?.headersSent === true;
}

/** RFC 9110 section 10.1.1: whoever waits to be told to send the body is told when somebody begins to read it, and not when it is refused. */
function onceWanted(onRequest: RequestListener): RequestListener {
  return (request, response) => {
    request.once('resume', () => {
      if (!response.headersSent) response.writeContinue();
    });
    onRequest(request, response);
  };
}

const ignore = (): void => undefined;

function guard(handler: ListenerOptions['handler'], log: ListenerLog, { urlBytesMax, requestTimeoutMs }: ListenerLimits): RequestListener {
  return (request, response) => {
    if (announcesBody(request)) {
      // node tells whoever listens that a body broke off, a moment after it has looked whether anybody does: who stops listening in between would end the process.
      request.on('error', ignore);
      watchBody(request, { periodMs: requestTimeoutMs, onSlow: () => giveUp(request, response) });
    }
    if ((request.url ?? '').length > urlBytesMax) {
      refuse(response, { status: 414, message: `request URL is longer than ${urlBytesMax} bytes: shorten it` });
      return;
    }
    const fail = (error: unknown): void => {
      log.error({ error, method: request.method }, 'request failed unexpectedly');
      if (response.headersSent) response.destroy();
      else refuse(response, { status: 500, message: 'internal error: see the log of pullgate' });
    };
    try {
      Promise.resolve(handler(request, response)).catch(fail);
    } catch (error) {
      fail(error);
    }
  };
}

function giveUp({ socket }: IncomingMessage, response: ServerResponse): void {
  if (response.headersSent) response.destroy();
  else refuseSocket(socket, refusalOfParserError('ERR_HTTP_REQUEST_TIMEOUT'));
}

function bind(server: Server, { host, port, setting }: ListenerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException): void => reject(listenFailed(error, { host, port, setting }));
    server.once('error', onError);
    server.listen({ host, port }, () => {
      server.off('error', onError);
      resolve();
    });
  });
}

function describeAddress({ address, port }: AddressInfo, { tls }: ListenerOptions): ListenerAddress {
  const isEveryAddress = address === '::' || address === '0.0.0.0';
  return { address, port, url: `${tls === undefined ? 'http' : 'https'}://${isEveryAddress ? 'localhost' : bracket(address)}:${port}` };
}

/** With hooks the listener itself no longer knows what becomes of a connection: those that are open are kept in `accepted`. */
function hookConnections(server: Server | TlsServer, { onConnection, onConnect }: ListenerOptions, accepted: Set<Socket>): void {
  if (onConnection === undefined && onConnect === undefined) return;
  const [speakHttp] = server.listeners('connection') as ((this: Server | TlsServer, socket: Socket) => void)[];
  const serve: ServeSocket = (socket) => speakHttp?.call(server, socket);
  server.removeAllListeners('connection');
  server.on('connection', (socket: Socket) => {
    accepted.add(socket);
    socket.once('close', () => accepted.delete(socket));
    // Whoever holds it at the moment: a broken connection is no error of the process.
    socket.on('error', () => undefined);
    if (onConnection === undefined) serve(socket);
    else onConnection(socket, serve);
  });
  if (onConnect !== undefined) server.on('connect', (request: IncomingMessage, socket: Duplex, head: Buffer) => onConnect({ request, socket, head }, serve));
}

async function closeServer(server: Server, { accepted, graceMs }: { readonly accepted: ReadonlySet<Socket>; readonly graceMs: number }): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A connection falls idle when its last answer is out: node closes only those that are idle already.
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  const cut = setTimeout(() => {
    server.closeAllConnections();
    for (const socket of accepted) socket.destroy();
  }, graceMs);
  await closed;
  clearInterval(idle);
  clearTimeout(cut);
}
