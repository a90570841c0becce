// The data plane's entrance: sends each request to its door.
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { registryErrorBody } from '../core/distribution/error.ts';
import type { RegistryErrorCode } from '../core/distribution/error.ts';
import { clientAddress } from '../http/client-address.ts';
import type { TrustedProxies } from '../http/client-address.ts';
import { requestId } from '../http/request-id.ts';
import type { Log } from '../telemetry/log.ts';
import { configuredAddress, publicAddress, takenOverAddress } from './public-address.ts';
import type { PublicAddress } from './public-address.ts';
import type { Takeover } from './takeover.ts';
import type { Door } from './visit.ts';

export interface GatewayOptions {
  readonly registryDoor: Door;
  readonly tokenDoor: Door;
  /** Whether pulls can be decided: the policy has been loaded. */
  readonly isReady: () => boolean;
  /** Names a request whose client has not named it. */
  readonly newRequestId: () => string;
  readonly trustedProxies: TrustedProxies;
  /** The gateway's address as clients know it: `https://gate.example.com`; left out: as each request was addressed. */
  readonly publicUrl?: string;
  readonly log: Log;
}

/** A request for a registry's own host, and the client's address as it was when the connection was opened. */
export interface TakenOver {
  readonly takeover: Takeover;
  readonly clientAddress: string;
}

export type Gateway = (request: IncomingMessage, response: ServerResponse, takenOver?: TakenOver) => void;

/** Makes the request handler. Nothing that a door throws leaves it: the client reads 500, the log the rest. */
export function createGateway(options: GatewayOptions): Gateway {
  const configured = options.publicUrl === undefined ? undefined : configuredAddress(options.publicUrl);
  return (request, response, takenOver) => {
    const id = requestId(request, options.newRequestId);
    // Given to writeHead with all others: headers that are set before it are checked and gathered twice by node.
    const headers = { 'x-request-id': id, 'x-content-type-options': 'nosniff' };
    const arrival = { request, response, id, headers };
    const routed = takenOver === undefined ? route(options, { ...arrival, configured }) : routeTakenOver(options, arrival, takenOver);
    routed.catch((error: unknown) => {
      options.log.error({ error, requestId: id, method: request.method }, 'request failed unexpectedly');
      if (response.headersSent) response.destroy();
      else sendError(arrival, 500, { code: 'UNKNOWN', message: `internal error: see the log of pullgate for request ${id}` });
    });
  };
}

interface Arrival {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly id: string;
  /** Of every answer. */
  readonly headers: OutgoingHttpHeaders;
}

async function route(options: GatewayOptions, arrival: Arrival & { readonly configured: PublicAddress | undefined }): Promise<void> {
  const { request, response, id, headers, configured } = arrival;
  const path = pathOf(request);
  switch (path) {
    case '/healthz':
      answerProbe(arrival, { isWell: true });
      return;
    case '/readyz':
      answerProbe(arrival, { isWell: options.isReady() });
      return;
  }
  const door = findDoor(options, path);
  const address = publicAddress(request, configured);
  if (door === undefined) sendError(arrival, 404, { code: 'UNSUPPORTED', message: 'nothing is here: this is a registry gateway, pull through it as HOST/library/nginx' });
  else if (address === undefined) sendError(arrival, 400, { code: 'UNSUPPORTED', message: 'host header is missing or malformed: send the name of the gateway' });
  else await door(request, response, { requestId: id, headers, clientAddress: clientAddress(request, options.trustedProxies), address });
}

/** Under a registry's own name its hosts have no more than the doors: a client that looks for anything else reads whom it has met. */
async function routeTakenOver(options: GatewayOptions, arrival: Arrival, { takeover, clientAddress }: TakenOver): Promise<void> {
  const { request, response, id, headers } = arrival;
  const door = findDoor(options, pathOf(request));
  if (door !== undefined) await door(request, response, { requestId: id, headers, clientAddress, address: takenOverAddress(takeover), takeover });
  else sendError(arrival, 404, { code: 'UNSUPPORTED', message: `Pullgate, the registry gateway of your organization, answers for ${takeover.host} here, and serves its images alone` });
}

function pathOf({ url = '' }: IncomingMessage): string {
  return url.split('?', 1)[0] ?? '';
}

function findDoor({ registryDoor, tokenDoor }: GatewayOptions, path: string): Door | undefined {
  if (path === '/token') return tokenDoor;
  return path === '/v2' || path.startsWith('/v2/') ? registryDoor : undefined;
}

function answerProbe(arrival: Arrival, { isWell }: { readonly isWell: boolean }): void {
  const { method } = arrival.request;
  if (method === 'GET' || method === 'HEAD') {
    send(arrival, isWell ? 200 : 503, isWell ? '{"status":"ok"}\n' : '{"status":"starting","message":"policy is not loaded yet"}\n');
    return;
  }
  sendError({ ...arrival, headers: { ...arrival.headers, allow: 'GET, HEAD' } }, 405, { code: 'UNSUPPORTED', message: 'method is not allowed here: use GET' });
}

function sendError(arrival: Arrival, status: number, { code, message }: { readonly code: RegistryErrorCode; readonly message: string }): void {
  send(arrival, status, registryErrorBody(code, message));
}

function send({ request, response, headers }: Arrival, status: number, body: string): void {
  response.writeHead(status, { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), 'cache-control': 'no-store' });
  response.end(request.method === 'HEAD' ? undefined : body);
}
