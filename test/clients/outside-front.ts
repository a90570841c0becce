// The registries of the world outside, in TLS and under their own names, on port 443 of a loopback address of their own.
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { request as forward } from 'node:http';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { pipeline } from 'node:stream/promises';

/** A registry as the fronts of test/upstream serve it, in plain HTTP. */
export interface PlainRegistry {
  readonly address: string;
  readonly tokenAddress: string;
  readonly cdnAddress: string;
}

/** What somebody asked of the world outside. */
export interface OutsideRequest {
  /** `registry-1.docker.io`, as the client named it. */
  readonly host: string;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
}

export interface OutsideFront {
  /** `127.X.Y.1` */
  readonly address: string;
  /** Every name that it answers to. */
  readonly hosts: readonly string[];
  readonly requests: readonly OutsideRequest[];
  clear(): void;
  /** Cuts all connections; nothing listens any more. */
  close(): Promise<void>;
  /** Listens at the same address again. */
  reopen(): Promise<void>;
}

interface Names {
  readonly registry: readonly string[];
  /** Where its challenge sends for a token. */
  readonly realm: string;
  readonly cdn: string;
}

/** Docker Hub has a host for each part; any other registry has its own name, and a CDN that is no subdomain of it: clients would carry their tokens there. */
function namesOf(registry: string): Names {
  if (registry !== 'docker.io') return { registry: [registry], realm: `https://${registry}/token`, cdn: `${registry.replaceAll('.', '-')}.cdn.example` };
  return { registry: ['registry-1.docker.io', 'index.docker.io', 'docker.io'], realm: 'https://auth.docker.io/token', cdn: 'production.cloudflare.docker.com' };
}

/** Every host name of these registries. */
export function outsideHosts(registries: readonly string[]): readonly string[] {
  return registries.flatMap((name) => {
    const { registry, realm, cdn } = namesOf(name);
    return [...new Set([...registry, new URL(realm).host, cdn])];
  });
}

/** Starts it with one certificate for all names. Listening on port 443 takes root. */
export async function startOutsideFront(registries: Readonly<Record<string, PlainRegistry>>, files: { readonly certificate: string; readonly key: string }): Promise<OutsideFront> {
  const requests: OutsideRequest[] = [];
  const server = createServer({ cert: await readFile(files.certificate), key: await readFile(files.key) }, (request, response) => {
    const host = (request.headers.host ?? '').replace(/:443$/, '');
    requests.push({ host, method: request.method ?? 'GET', path: (request.url ?? '/').replace(/\?.*$/, '') });
    answer(registries, { host, request, response }).catch(() => response.destroy());
  });
  const address = await listenSomewhere(server);
  return {
    address,
    hosts: outsideHosts(Object.keys(registries)),
    requests,
    clear: () => void requests.splice(0),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
    reopen: async () => {
      server.listen(443, address);
      await once(server, 'listening');
    },
  };
}

interface Asked {
  readonly host: string;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

async function answer(registries: Readonly<Record<string, PlainRegistry>>, { host, request, response }: Asked): Promise<void> {
  const path = request.url ?? '/';
  for (const [name, plain] of Object.entries(registries)) {
    const { registry, realm, cdn } = namesOf(name);
    const address = host === cdn ? plain.cdnAddress : isTokenPath(realm, host, path) ? plain.tokenAddress : registry.includes(host) ? plain.address : undefined;
    if (address === undefined) continue;
    const outward = (text: string): string => text.replaceAll(`${plain.tokenAddress}/token`, realm).replaceAll(plain.cdnAddress, `https://${cdn}`);
    await pass({ request, response, address, outward });
    return;
  }
  response.writeHead(421, { 'content-type': 'text/plain' }).end(`no ${host} here\n`);
}

function isTokenPath(realm: string, host: string, path: string): boolean {
  const url = new URL(realm);
  return url.host === host && path.startsWith(url.pathname);
}

interface Passage {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly address: string;
  /** Puts the outside names in place of the loopback addresses. */
  readonly outward: (text: string) => string;
}

async function pass({ request, response, address, outward }: Passage): Promise<void> {
  const onward = forward(`${address}${request.url ?? '/'}`, { method: request.method, headers: { ...request.headers, host: new URL(address).host } });
  request.pipe(onward);
  const [answered] = (await once(onward, 'response')) as [IncomingMessage];
  const headers: OutgoingHttpHeaders = { ...answered.headers };
  for (const name of ['www-authenticate', 'location'] as const) {
    const value = answered.headers[name];
    if (value !== undefined) headers[name] = outward(value);
  }
  response.writeHead(answered.statusCode ?? 502, headers);
  await pipeline(answered, response);
}

/** Loopback has 16 million addresses: one of them has port 443 free. */
async function listenSomewhere(server: ReturnType<typeof createServer>): Promise<string> {
  for (let attempt = 0; ; attempt += 1) {
    const address = `127.${String(1 + Math.floor(Math.random() * 254))}.${String(1 + Math.floor(Math.random() * 254))}.1`;
    try {
      server.listen(443, address);
      await once(server, 'listening');
      return address;
    } catch (error) {
      if (attempt === 20) throw error;
    }
  }
}
