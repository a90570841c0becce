// One request that has come in at the door: what is recorded of it, and what an answer of last resort is.
import type { IncomingMessage } from 'node:http';
import type { Endpoint } from '../../core/distribution/endpoint.ts';
import { RegistryError } from '../../core/distribution/error.ts';
import type { Resource } from '../../core/policy/access-request.ts';
import { BodyIncomplete } from '../../http/body.ts';
import type { WatchedClient } from '../../http/watch-client.ts';
import type { Log } from '../../telemetry/log.ts';
import type { Permitted, Refused } from '../enforce.ts';
import type { Outcome, RequestContext } from '../pull-question.ts';
import type { Visit } from '../visit.ts';
import { bodyBytes, discard, errorAnswer } from './answer.ts';
import type { Answer } from './answer.ts';

export interface Arrival {
  readonly request: IncomingMessage;
  readonly visit: Visit;
  readonly client: WatchedClient;
}

/** Nginx's word for a client that left before its answer: recorded, never sent. */
const clientClosedRequest = 499;

/** `timeMs` is when it came in. */
export function contextOf({ request, visit }: Arrival, timeMs: number): RequestContext {
  return {
    requestId: visit.requestId,
    timeMs,
    method: request.method ?? '',
    clientAddress: visit.clientAddress,
    userAgent: request.headers['user-agent'] ?? '',
    gatewayHost: visit.address.host,
  };
}

export function referenceOf(endpoint: Exclude<Endpoint, { kind: 'ping' }>): Pick<Resource, 'reference'> {
  switch (endpoint.kind) {
    case 'manifest':
      return { reference: endpoint.reference };
    case 'blob':
    case 'referrers':
      return { reference: { kind: 'digest', digest: endpoint.digest } };
    case 'tags':
    case 'upload':
      return {};
  }
}

/** Keeps the record, and gives the answer back; when the record is not safe, that is the answer. */
export async function settled(answer: Answer, { verdict, arrival }: { readonly verdict: Permitted | Refused; readonly arrival: Arrival }): Promise<Answer> {
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
export function answerUnforeseen(error: unknown, { log, arrival }: { readonly log: Log; readonly arrival: Arrival }): Answer {
  if (error instanceof RegistryError) return answerRegistryError(error);
  if (!isOfLeaving(error, arrival)) log.error({ error, requestId: arrival.visit.requestId }, 'request failed unexpectedly');
  return errorAnswer('UNKNOWN', 'internal error: see the log of pullgate');
}

/** A client that left makes its upstream request fail; that is nobody's mistake. Its request may be known to be broken off before the connection is. */
function isOfLeaving(error: unknown, { request, client }: Arrival): boolean {
  return client.hasLeft() || (request.destroyed && !request.complete) || error instanceof BodyIncomplete;
}

/** @throws whatever is not foreseen */
export function answerRegistryError(error: unknown): Answer {
  if (!(error instanceof RegistryError)) throw error;
  return errorAnswer(error.code, error.message, { status: error.status, detail: error.detail });
}
