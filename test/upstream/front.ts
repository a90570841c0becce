// Docker Hub's manners in front of a real docker-registry: challenge and token service, redirects to a CDN, pull limits, faults on demand.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { fromBackend, throughBackend } from './backend.ts';
import { createCdn } from './cdn.ts';
import { frontPath } from './endpoint.ts';
import type { FrontPath } from './endpoint.ts';
import { createFaults } from './faults.ts';
import type { Faults } from './faults.ts';
import { listenOnLoopback } from './listening.ts';
import type { Listening } from './listening.ts';
import { createPullLimit } from './pull-limit.ts';
import { listReferrers } from './referrers.ts';
import { relay } from './relay.ts';
import type { RelayedAnswer } from './relay.ts';
import { createRequestLog } from './request-log.ts';
import type { LoggedRequest, RequestLog, UpstreamHost } from './request-log.ts';
import { createTokenService, jsonAnswer } from './token-service.ts';
import type { TokenService } from './token-service.ts';

export interface FrontOptions {
  /** Address of the docker-registry behind. */
  readonly backend: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly repositories: readonly { readonly repository: string; readonly isPrivate: boolean }[];
  readonly account: { readonly username: string; readonly password: string };
  /** Accounts that read the private repositories named, and no other. */
  readonly people?: readonly UpstreamPerson[];
  readonly tokenLifetimeSeconds: number;
  /** As the token service has it; 24 unless given. */
  readonly tokenBytes?: number;
  /** Manifests that may be read (GET) in six hours; over it, 429. */
  readonly pullLimit: number;
  /** Without it the front knows no referrers endpoint, as many registries. */
  readonly hasReferrers: boolean;
  /** Whether the account may push. */
  readonly isWritable?: boolean;
  readonly now: () => number;
}

export interface UpstreamPerson {
  readonly username: string;
  readonly password: string;
  /** Asked at each token: a test may change it. */
  readonly reads: ReadonlySet<string>;
}

export interface Front {
  readonly address: string;
  readonly tokenAddress: string;
  readonly cdnAddress: string;
  readonly requests: RequestLog;
  readonly faults: Faults;
  readonly tokens: TokenService;
  /** Cuts all connections and listens no more: registry, token service and CDN are gone. */
  goAway(): Promise<void>;
  /** At the same addresses. */
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

const version = { 'docker-distribution-api-version': 'registry/2.0' };
const service = 'registry.docker.io';

export async function startFront(options: FrontOptions): Promise<Front> {
  const requests = createRequestLog();
  const faults = createFaults();
  const { people = [] } = options;
  const isWritable = options.isWritable === true;
  const mayWrite = (_name: string, username: string | undefined): boolean => isWritable && username === options.account.username;
  const mayRead = (name: string, username: string | undefined): boolean => {
    const isGranted = username === options.account.username || people.some((person) => person.username === username && person.reads.has(name));
    return mayWrite(name, username) || options.repositories.some(({ repository, isPrivate }) => repository === name && (!isPrivate || isGranted));
  };
  const tokens = createTokenService({ accounts: [options.account, ...people], mayRead, mayWrite, lifetimeSeconds: options.tokenLifetimeSeconds, tokenBytes: options.tokenBytes ?? 24, now: options.now });
  const cdn = createCdn(options.backend);
  const limit = createPullLimit(options.pullLimit);

  const listen = (host: UpstreamHost, port: number, answer: (request: IncomingMessage, url: URL, path: FrontPath) => Promise<RelayedAnswer>): Promise<Listening> =>
    listenOnLoopback(port, async (request, response) => {
      const url = new URL(request.url ?? '/', 'http://front');
      const path: FrontPath = host === 'registry' ? frontPath(url.pathname) : { endpoint: host };
      const logged = logRequest(host, request, response, path);
      requests.add(logged);
      const fault = faults.take(logged);
      await relay(response, await answer(request, url, path), fault);
    });

  const tokenHost = await listen('token', 0, (request, url) => tokens.answer(request, url));
  const cdnHost = await listen('cdn', 0, (request, url) => cdn.answer(request, url));
  const challenge = (path: FrontPath, error?: string, actions = 'pull'): RelayedAnswer => {
    const scope = path.repository === undefined ? '' : `,scope="repository:${path.repository}:${actions}"`;
    const header = `Bearer realm="${tokenHost.address}/token",service="${service}"${scope}${error === undefined ? '' : `,error="${error}"`}`;
    const body = { errors: [{ code: 'UNAUTHORIZED', message: 'authentication required', detail: null }] };
    return jsonAnswer(401, body, { ...version, 'www-authenticate': header });
  };
  const registryHost = await listen('registry', options.port, async (request, url, path) => {
    const token = /^bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const { actions, grant } = neededFor(request.method, path);
    if (token === undefined) return challenge(path, undefined, actions);
    const grants = tokens.grantsOf(token);
    if (grants === undefined) return challenge(path, 'invalid_token', actions);
    if (path.endpoint === 'ping') return jsonAnswer(200, {}, version);
    if (path.repository === undefined || !grants.has(grant)) return challenge(path, 'insufficient_scope', actions);
    return serve(request, url, { ...path, repository: path.repository });
  });

  const serve = async (request: IncomingMessage, url: URL, path: FrontPath & { repository: string }): Promise<RelayedAnswer> => {
    if (isWritable && (path.endpoint === 'upload' || !isReading(request.method))) return throughBackend(options.backend, request);
    if (!isReading(request.method)) return jsonAnswer(405, { errors: [{ code: 'UNSUPPORTED', message: 'reading only' }] }, version);
    if (path.endpoint === 'manifest') return limit.apply(request, () => fromBackend(options.backend, request, url.pathname));
    if (path.endpoint === 'referrers' && options.hasReferrers) return listReferrers(options.backend, path.repository, path.reference ?? '', url.searchParams.get('artifactType'));
    if (path.endpoint !== 'blob') return fromBackend(options.backend, request, `${url.pathname}${url.search}`);
    const there = await fetch(`${options.backend}${url.pathname}`, { method: 'HEAD' });
    if (there.status !== 200) return fromBackend(options.backend, request, url.pathname);
    const location = `${cdnHost.address}${cdn.sign(path.repository, path.reference ?? '')}`;
    return { status: 307, headers: { ...version, location, 'content-type': 'application/octet-stream', 'content-length': '0' } };
  };

  const hosts = [registryHost, tokenHost, cdnHost];
  const close = async (): Promise<void> => {
    await Promise.all(hosts.map((host) => host.close()));
  };
  const goAway = async (): Promise<void> => {
    await Promise.all(hosts.map((host) => host.goAway()));
  };
  const comeBack = async (): Promise<void> => {
    await Promise.all(hosts.map((host) => host.reopen()));
  };
  return { address: registryHost.address, tokenAddress: tokenHost.address, cdnAddress: cdnHost.address, requests, faults, tokens, goAway, comeBack, close };
}

function isReading(method: string | undefined): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** As distribution asks for it: by the method alone. */
function neededFor(method: string | undefined, { repository = '' }: FrontPath): { readonly actions: string; readonly grant: string } {
  if (isReading(method)) return { actions: 'pull', grant: repository };
  return method === 'DELETE' ? { actions: 'delete', grant: `${repository}:delete` } : { actions: 'pull,push', grant: `${repository}:push` };
}

function logRequest(host: UpstreamHost, request: IncomingMessage, response: ServerResponse, path: FrontPath): LoggedRequest {
  const { method = 'GET', url = '/', headers } = request;
  const logged: LoggedRequest = { host, method, url, headers, endpoint: path.endpoint, repository: path.repository, status: 0 };
  response.on('finish', () => (logged.status = response.statusCode));
  return logged;
}
