// A request that reads: decided, served, recorded.
import { UpstreamError } from '../../upstream/error.ts';
import type { Permitted } from '../enforce.ts';
import { isTokenTooNarrow } from '../token-too-narrow.ts';
import type { Answer } from './answer.ts';
import { answerUnforeseen, contextOf, referenceOf, settled } from './arrival.ts';
import type { Arrival } from './arrival.ts';
import { answerBlob } from './blobs.ts';
import { challengeAnswer, denialAnswer } from './denial.ts';
import type { Exchange } from './exchange.ts';
import { goneMessage } from './gone.ts';
import { answerManifest } from './manifests.ts';
import { answerExistence } from './pushers-question.ts';
import type { ReadEndpoint, Reading } from './reading.ts';
import { answerReferrers } from './referrers.ts';
import type { RegistryDoorOptions } from './registry-door-options.ts';
import { answerTags } from './tags.ts';
import { answerUpstreamFailure, isUpstreamOutOfOrder } from './upstream-failure.ts';

export async function answerRead(options: RegistryDoorOptions, arrival: Arrival, reading: Reading): Promise<Answer> {
  const { endpoint, token, target } = reading;
  const resource = { ...reading.resource, ...referenceOf(endpoint) };
  const verdict = options.enforce({ token, resource, endpoint: endpoint.kind, context: contextOf(arrival, options.now()) });
  switch (verdict.kind) {
    case 'gone':
      return challengeAnswer(goneMessage[verdict.reason], { ...target, error: 'invalid_token' });
    case 'deny':
      return (await answerExistence(options, arrival, reading)) ?? settled(denialAnswer(verdict.message, target), { verdict, arrival });
    case 'permit':
      return answerPermitted(options, arrival, { ...reading, resource, verdict });
  }
}

interface PermittedReading extends Reading {
  readonly verdict: Permitted;
}

async function answerPermitted(options: RegistryDoorOptions, arrival: Arrival, reading: PermittedReading): Promise<Answer> {
  const { endpoint, method, resource, query, target, verdict } = reading;
  const exchange = { permit: verdict, pull: options.pull, method, headers: arrival.request.headers, query, client: arrival.client };
  let toPusher: Answer | undefined;
  const answer = await serve(endpoint, exchange).catch(async (error: unknown) => {
    if (isTokenTooNarrow(error)) return challengeAnswer(error.message, { ...target, error: 'insufficient_scope' });
    if (!(error instanceof UpstreamError)) return answerUnforeseen(error, { log: options.log, arrival });
    if (isUpstreamOutOfOrder(error)) options.log.warn({ problem: error.message, requestId: arrival.visit.requestId, registry: resource.registry, repository: resource.repository }, 'upstream failed');
    if (error.kind === 'refused') toPusher = await answerExistence(options, arrival, reading);
    return answerUpstreamFailure(error, { endpoint: endpoint.kind, resource, target });
  });
  return toPusher ?? settled(answer, { verdict, arrival });
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
