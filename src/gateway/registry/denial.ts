// The one answer that carries a reason to every client: 401, a Bearer challenge whose `error` is the reason, and the error body.
import { formatBearerChallenge } from '../../core/distribution/challenge.ts';
import { formatScope } from '../../core/distribution/scope.ts';
import { reasonPhrase } from '../../http/reason-phrase.ts';
import { errorAnswer } from './answer.ts';
import type { Answer } from './answer.ts';

/** Which token the client is to come back with. */
export interface ChallengeTarget {
  /** The address of the token endpoint as the client knows it, and the name of what the token is for. */
  readonly realm: string;
  readonly service: string;
  /** The repository's name as the client wrote it; absent for `/v2/`. */
  readonly name?: string;
  /** What the token is to be asked for; `pull` when left out. */
  readonly actions?: readonly string[];
  /** The client's User-Agent, where it sent one. */
  readonly userAgent?: string;
}

/** The User-Agents of clients that print words of their own for every 401, whatever it says, and the body of a 403: regctl and regsync, and Docker Engine where it stores images in containerd, as 29 does. */
const readsForbiddenAlone = /^regclient\/|\bcontainerd-client\//;

/**
 * A refusal with its reason. containerd prints the challenge's `error`; docker, podman, skopeo and buildah print the
 * body's message, BuildKit the status line; none of them asks with other credentials, or takes it for "not found" (docs/clients.md).
 */
export function denialAnswer(message: string, target: ChallengeTarget): Answer {
  if (readsForbiddenAlone.test(target.userAgent ?? '')) return { ...errorAnswer('DENIED', message), reason: reasonPhrase(message) };
  return { ...unauthorized(message, { ...target, error: message }), reason: reasonPhrase(message) };
}

/** Asks for a token: there was none, or the one sent is of no use and a new one may be (RFC 6750 section 3.1). */
export function challengeAnswer(message: string, target: ChallengeTarget & { readonly error?: 'invalid_token' | 'insufficient_scope' }): Answer {
  return unauthorized(message, target);
}

function unauthorized(message: string, { realm, service, name, actions = ['pull'], error }: ChallengeTarget & { readonly error?: string }): Answer {
  const challenge = formatBearerChallenge({
    realm,
    service,
    ...(name === undefined ? {} : { scope: formatScope({ type: 'repository', name, actions }) }),
    ...(error === undefined ? {} : { error }),
  });
  return errorAnswer('UNAUTHORIZED', message, { headers: { 'www-authenticate': challenge } });
}
