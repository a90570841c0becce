// A request that writes: decided, done upstream, recorded.
import type { Endpoint } from '../../core/distribution/endpoint.ts';
import type { Resource } from '../../core/policy/access-request.ts';
import type { VerifiedToken } from '../../identity/verified-token.ts';
import { UpstreamError } from '../../upstream/error.ts';
import type { Permitted } from '../enforce.ts';
import type { ReadPermit } from '../pull.ts';
import { isTokenTooNarrow } from '../token-too-narrow.ts';
import type { Answer } from './answer.ts';
import { answerUnforeseen, contextOf, referenceOf, settled } from './arrival.ts';
import type { Arrival } from './arrival.ts';
import { challengeAnswer, denialAnswer } from './denial.ts';
import type { ChallengeTarget } from './denial.ts';
import { goneMessage } from './gone.ts';
import { answerPushFailure } from './push-failure.ts';
import type { RegistryDoorOptions } from './registry-door-options.ts';
import { serveWrite } from './serve-write.ts';
import type { UploadQuery } from './upload-query.ts';
import { actionOf } from './write-operation.ts';
import type { WriteOperation } from './write-operation.ts';
import { isUpstreamOutOfOrder } from './upstream-failure.ts';

export interface Writing {
  readonly endpoint: Extract<Endpoint, { kind: 'manifest' | 'blob' | 'upload' }>;
  readonly operation: WriteOperation;
  readonly token: VerifiedToken;
  readonly resource: Pick<Resource, 'registry' | 'repository'>;
  readonly ns?: string;
  readonly query: UploadQuery;
  readonly target: ChallengeTarget;
  /** The repository that a client means by a name. @throws RegistryError */
  readonly resolve: (name: string) => Pick<Resource, 'registry' | 'repository'>;
}

/** What a token is to be asked for to do it. */
export function actionsFor(operation: WriteOperation): readonly string[] {
  return actionOf(operation) === 'delete' ? ['pull', 'push', 'delete'] : ['pull', 'push'];
}

export async function answerWrite(options: RegistryDoorOptions, arrival: Arrival, writing: Writing): Promise<Answer> {
  const { endpoint, operation, token, target } = writing;
  const resource = { ...writing.resource, ...referenceOf(endpoint) };
  const context = contextOf(arrival, options.now());
  const verdict = options.enforce({ token, action: actionOf(operation), resource, endpoint: endpoint.kind === 'manifest' ? 'manifest' : 'blob', context });
  switch (verdict.kind) {
    case 'gone':
      return challengeAnswer(goneMessage[verdict.reason], { ...target, error: 'invalid_token' });
    case 'deny':
      return settled(denialAnswer(verdict.message, target), { verdict, arrival });
    case 'permit':
      break;
  }
  const answer = await write(options, arrival, { ...writing, verdict }).catch((error: unknown) => {
    if (isTokenTooNarrow(error)) return challengeAnswer(error.message, { ...target, error: 'insufficient_scope' });
    if (!(error instanceof UpstreamError)) return answerUnforeseen(error, { log: options.log, arrival });
    if (isUpstreamOutOfOrder(error) && (error.status ?? 500) >= 500) options.log.warn({ problem: error.message, requestId: arrival.visit.requestId, registry: resource.registry, repository: resource.repository }, 'upstream failed');
    return answerPushFailure(error, { operation, resource, target });
  });
  return settled(answer, { verdict, arrival });
}

function write(options: RegistryDoorOptions, arrival: Arrival, { verdict, ...writing }: Writing & { readonly verdict: Permitted }): Promise<Answer> {
  const { endpoint, operation, token, resource, ns, query, resolve } = writing;
  const { push, sessions, enforce, now } = options;
  const { request, client } = arrival;
  const permitToPull = (name: string): ReadPermit | undefined => {
    const permit = enforce({ token, resource: resolve(name), endpoint: 'blob', context: contextOf(arrival, now()) });
    return permit.kind === 'permit' ? permit : undefined;
  };
  const owner = { token, resource };
  return serveWrite(operation, { permit: verdict, push, sessions, owner, request, name: endpoint.name, ...(ns === undefined ? {} : { ns }), query, permitToPull, signal: client.signal() });
}
