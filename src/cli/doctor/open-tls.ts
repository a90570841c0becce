// A TLS connection to a registry's own name, whatever certificate comes back: doctor wants to know who is there, and sends no secret.
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { connect } from 'node:tls';
import type { TLSSocket } from 'node:tls';

const port = 443;

export interface OpenTlsOptions {
  readonly host: string;
  /** A proxy to be asked with CONNECT; undefined for none. */
  readonly proxy?: URL;
  readonly signal: AbortSignal;
}

/** The proxy answered, and let nothing through. */
export class ProxyRefusal extends Error {
  override readonly name = 'ProxyRefusal';
}

/** Resolves when the handshake is done. Throws ProxyRefusal, and what Node throws when nothing answers. */
export async function openTls({ host, proxy, signal }: OpenTlsOptions): Promise<TLSSocket> {
  const socket = proxy === undefined ? undefined : await connectThrough(proxy, host, signal);
  return new Promise((resolve, reject) => {
    const opened = connect({ host, port, servername: host, rejectUnauthorized: false, ALPNProtocols: ['http/1.1'], ...(socket === undefined ? {} : { socket }) });
    const stop = (): void => void opened.destroy(new Error('no answer in time'));
    signal.addEventListener('abort', stop, { once: true });
    opened.once('secureConnect', () => resolve(opened));
    opened.once('error', reject);
    opened.once('close', () => signal.removeEventListener('abort', stop));
  });
}

function connectThrough(proxy: URL, host: string, signal: AbortSignal): Promise<Socket> {
  const login = proxy.username === '' ? {} : { 'proxy-authorization': `Basic ${Buffer.from(`${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`).toString('base64')}` };
  const target = `${host}:${port}`;
  return new Promise((resolve, reject) => {
    const asking = request({ host: proxy.hostname.replace(/^\[|\]$/g, ''), port: proxy.port === '' ? 80 : Number(proxy.port), method: 'CONNECT', path: target, headers: { host: target, ...login }, signal });
    asking.once('connect', ({ statusCode, statusMessage }: IncomingMessage, socket: Socket) => {
      if (statusCode === 200) {
        resolve(socket);
        return;
      }
      socket.destroy();
      reject(new ProxyRefusal(`${statusCode ?? 0} ${statusMessage ?? ''}`.trim()));
    });
    // An answer that is no tunnel.
    asking.once('response', (answer) => {
      answer.destroy();
      reject(new ProxyRefusal(`${answer.statusCode ?? 0} ${answer.statusMessage ?? ''}`.trim()));
    });
    asking.once('error', reject);
    asking.end();
  });
}
