// The data plane's entrance: sends each request to its door.
import type { IncomingMessage, ServerResponse } from 'node:http';
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
    response.setHeader('x-request-id', id);
    response.setHeader('x-content-type-options', 'nosniff');
    const arrival = { request, response, id };
    const routed = takenOver === undefined ? route(options, { ...arrival, configured }) : routeTakenOver(options, arrival, takenOver);
    routed.catch((error: unknown) => {
      options.log.error({ error, requestId: id, method: request.method }, 'request failed unexpectedly');
      if (response.headersSent) response.destroy();
      else sendError(response, 500, { code: 'UNKNOWN', message: `internal error: see the log of pullgate for request ${id}` });
    });
  };
}

interface Arrival {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly id: string;
}

async function route(options: GatewayOptions, arrival: Arrival & { readonly configured: PublicAddress | undefined }): Promise<void> {
  const { request, response, id, configured } = arrival;
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
  if (door === undefined) sendError(response, 404, { code: 'UNSUPPORTED', message: 'nothing is here: this is a registry gateway, pull through it as HOST/library/nginx' });
  else if (address === undefined) sendError(response, 400, { code: 'UNSUPPORTED', message: 'host header is missing or malformed: send the name of the gateway' });
  else await door(request, response, { requestId: id, clientAddress: clientAddress(request, options.trustedProxies), address });
}

/** Under a registry's own name its hosts have no more than the doors: a client that looks for anything else reads whom it has met. */
async function routeTakenOver(options: GatewayOptions, { request, response, id }: Arrival, { takeover, clientAddress }: TakenOver): Promise<void> {
  const door = findDoor(options, pathOf(request));
  if (door !== undefined) await door(request, response, { requestId: id, clientAddress, address: takenOverAddress(takeover), takeover });
  else sendError(response, 404, { code: 'UNSUPPORTED', message: `Pullgate, the registry gateway of your organization, answers for ${takeover.host} here, and serves its images alone` });
}

function pathOf({ url = '' }: IncomingMessage): string {
  return url.split('?', 1)[0] ?? '';
}

function findDoor({ registryDoor, tokenDoor }: GatewayOptions, path: string): Door | undefined {
  if (path === '/token') return tokenDoor;
  return path === '/v2' || path.startsWith('/v2/') ? registryDoor : undefined;
}

function answerProbe({ request, response }: Arrival, { isWell }: { readonly isWell: boolean }): void {
  if (request.method === 'GET' || request.method === 'HEAD') {
    send(response, isWell ? 200 : 503, isWell ? '{"status":"ok"}\n' : '{"status":"starting","message":"policy is not loaded yet"}\n');
    return;
  }
  response.setHeader('allow', 'GET, HEAD');
  sendError(response, 405, { code: 'UNSUPPORTED', message: 'method is not allowed here: use GET' });
}

function sendError(response: ServerResponse, status: number, { code, message }: { readonly code: RegistryErrorCode; readonly message: string }): void {
  send(response, status, registryErrorBody(code, message));
}

function send(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), 'cache-control': 'no-store' });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}
