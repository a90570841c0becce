// The registry's door: from a raw request under /v2/ to one answer, recorded and then sent.
import type { IncomingMessage } from 'node:http';
import { parseEndpoint } from '../../core/distribution/endpoint.ts';
import type { Endpoint } from '../../core/distribution/endpoint.ts';
import { RegistryError } from '../../core/distribution/error.ts';
import type { Resource } from '../../core/policy/access-request.ts';
import { signInCommand } from '../../core/policy/explain.ts';
import { watchClient } from '../../http/watch-client.ts';
import type { WatchedClient } from '../../http/watch-client.ts';
import type { Log } from '../../telemetry/log.ts';
import { UpstreamError } from '../../upstream/error.ts';
import type { Enforce, Permitted, Refused } from '../enforce.ts';
import type { Outcome, RequestContext } from '../pull-question.ts';
import type { Pull } from '../pull.ts';
import { resolveRepository } from '../repository-name.ts';
import type { Snapshot } from '../snapshot.ts';
import { isTokenTooNarrow } from '../token-too-narrow.ts';
import type { Door, Visit } from '../visit.ts';
import { bodyBytes, discard, errorAnswer, sendAnswer } from './answer.ts';
import type { Answer } from './answer.ts';
import { authenticate } from './authenticate.ts';
import type { AccessTokens } from './authenticate.ts';
import { answerBlob } from './blobs.ts';
import { challengeAnswer, denialAnswer } from './denial.ts';
import { createExchange } from './exchange.ts';
import type { Exchange } from './exchange.ts';
import { goneMessage } from './gone.ts';
import { answerManifest } from './manifests.ts';
import { answerPing } from './ping.ts';
import { parseQuery } from './query.ts';
import { answerReferrers } from './referrers.ts';
import { answerTags } from './tags.ts';
import { answerUnsupported, isReadMethod } from './unsupported.ts';
import { answerUpstreamFailure, isUpstreamOutOfOrder } from './upstream-failure.ts';

export interface RegistryDoorOptions {
  readonly enforce: Enforce;
  readonly pull: Pull;
  readonly tokens: AccessTokens;
  readonly currentSnapshot: () => Snapshot | undefined;
  readonly isConfiguredRegistry: (registry: string) => boolean;
  readonly now: () => number;
  readonly log: Log;
}

type ReadEndpoint = Extract<Endpoint, { kind: 'manifest' | 'blob' | 'tags' | 'referrers' }>;

/** Nginx's word for a client that left before its answer: recorded, never sent. */
const clientClosedRequest = 499;

/** Makes the door. It rejects only on what nobody foresaw, before anything was sent. */
export function createRegistryDoor(options: RegistryDoorOptions): Door {
  return async (request, response, visit) => {
    response.setHeader('docker-distribution-api-version', 'registry/2.0');
    const client = watchClient(response);
    const answer = await findAnswer(options, { request, visit, client }).catch(answerRegistryError);
    if (client.hasLeft()) {
      discard(answer);
      return;
    }
    try {
      await sendAnswer(answer, response);
    } catch (error) {
      // Whoever is still there has noticed: the connection is broken.
      options.log.info({ error, requestId: visit.requestId }, 'answer broken off');
    }
  };
}

interface Arrival {
  readonly request: IncomingMessage;
  readonly visit: Visit;
  readonly client: WatchedClient;
}

async function findAnswer(options: RegistryDoorOptions, arrival: Arrival): Promise<Answer> {
  const { request, visit } = arrival;
  const url = request.url ?? '';
  const mark = url.indexOf('?');
  const endpoint = parseEndpoint(mark === -1 ? url : url.slice(0, mark));
  if (endpoint.kind === 'upload' || !isReadMethod(request.method)) return answerUnsupported();
  const query = parseQuery(mark === -1 ? '' : url.slice(mark + 1));
  const userAgent = request.headers['user-agent'];
  const { realm, service } = visit.address;
  const target = { realm, service, ...(endpoint.kind === 'ping' ? {} : { name: endpoint.name }), ...(userAgent === undefined ? {} : { userAgent }) };

  const bearer = await authenticate(request.headers.authorization, options.tokens);
  switch (bearer.kind) {
    case 'none':
      return challengeAnswer(`authentication required: run ${signInCommand(visit.address.host)}`, target);
    case 'invalid':
      return challengeAnswer('access token is malformed, foreign or expired: ask for a new one', { ...target, error: 'invalid_token' });
    case 'verified':
      break;
  }
  if (endpoint.kind === 'ping') return answerPing(bearer.token, { snapshot: options.currentSnapshot(), target });

  const resource = { ...resolveRepository({ name: endpoint.name, ...(query.ns === undefined ? {} : { ns: query.ns }), isConfiguredRegistry: options.isConfiguredRegistry, ...(visit.takeover && { ownRegistry: visit.takeover.registry }) }), ...referenceOf(endpoint) };
  const verdict = options.enforce({ token: bearer.token, resource, endpoint: endpoint.kind, context: contextOf(options, arrival) });
  switch (verdict.kind) {
    case 'gone':
      return challengeAnswer(goneMessage[verdict.reason], { ...target, error: 'invalid_token' });
    case 'deny':
      return settled(denialAnswer(verdict.message, target), { verdict, arrival });
    case 'permit': {
      const exchange = createExchange({ permit: verdict, pull: options.pull, method: request.method, headers: request.headers, query }, arrival.client);
      const answer = await serve(endpoint, exchange).catch((error: unknown) => {
        if (isTokenTooNarrow(error)) return challengeAnswer(error.message, { ...target, error: 'insufficient_scope' });
        if (!(error instanceof UpstreamError)) return answerUnforeseen(error, { options, arrival });
        if (isUpstreamOutOfOrder(error)) options.log.warn({ problem: error.message, requestId: visit.requestId, registry: resource.registry, repository: resource.repository }, 'upstream failed');
        return answerUpstreamFailure(error, { endpoint: endpoint.kind, resource, target });
      });
      return settled(answer, { verdict, arrival });
    }
  }
}

function contextOf({ now }: RegistryDoorOptions, { request, visit }: Arrival): RequestContext {
  return {
    requestId: visit.requestId,
    timeMs: now(),
    method: request.method ?? '',
    clientAddress: visit.clientAddress,
    userAgent: request.headers['user-agent'] ?? '',
    gatewayHost: visit.address.host,
  };
}

function referenceOf(endpoint: ReadEndpoint): Pick<Resource, 'reference'> {
  switch (endpoint.kind) {
    case 'manifest':
      return { reference: endpoint.reference };
    case 'blob':
    case 'referrers':
      return { reference: { kind: 'digest', digest: endpoint.digest } };
    case 'tags':
      return {};
  }
}

function serve(endpoint: ReadEndpoint, exchange: Exchange): Promise<Answer> {
  switch (endpoint.kind) {
    case 'manifest':
      return answerManifest(exchange, endpoint);
    case 'blob':
      return answerBlob(exchange, endpoint);
    case 'tags':
      return answerTags(exchange, endpoint);
    case 'referrers':
      return answerReferrers(exchange, endpoint);
  }
}

/** Keeps the record, and gives the answer back; when the record is not safe, that is the answer. */
async function settled(answer: Answer, { verdict, arrival }: { readonly verdict: Permitted | Refused; readonly arrival: Arrival }): Promise<Answer> {
  const hasLeft = arrival.client.hasLeft();
  try {
    await verdict.settle(hasLeft ? { status: clientClosedRequest, bytes: 0 } : outcomeOf(answer, arrival.request.method));
    return answer;
  } catch (error) {
    discard(answer);
    throw error;
  }
}

function outcomeOf(answer: Answer, method: string | undefined): Outcome {
  const { 'docker-content-digest': digest } = answer.headers;
  return { status: answer.status, bytes: bodyBytes(answer, method), ...(typeof digest === 'string' ? { digest } : {}) };
}

/** What goes wrong after the decision is still an outcome to be recorded. */
function answerUnforeseen(error: unknown, { options, arrival }: { readonly options: RegistryDoorOptions; readonly arrival: Arrival }): Answer {
  if (error instanceof RegistryError) return answerRegistryError(error);
  // A client that left makes its upstream request fail; that is nobody's mistake.
  if (!arrival.client.hasLeft()) options.log.error({ error, requestId: arrival.visit.requestId }, 'request failed unexpectedly');
  return errorAnswer('UNKNOWN', 'internal error: see the log of pullgate');
}

function answerRegistryError(error: unknown): Answer {
  if (!(error instanceof RegistryError)) throw error;
  return errorAnswer(error.code, error.message, { status: error.status, detail: error.detail });
}
