// Tells a client that upstream failed: always upstream's doing by name, never a permission, never the policy's word.
import type { RegistryErrorCode } from '../../core/distribution/error.ts';
import type { Resource } from '../../core/policy/access-request.ts';
import type { UpstreamError, UpstreamErrorKind } from '../../upstream/error.ts';
import { errorAnswer } from './answer.ts';
import type { Answer } from './answer.ts';
import { denialAnswer } from './denial.ts';
import type { ChallengeTarget } from './denial.ts';
import { resourceName } from './resource-name.ts';

export type ReadEndpointKind = 'manifest' | 'blob' | 'tags' | 'referrers';

export interface FailedRequest {
  readonly endpoint: ReadEndpointKind;
  readonly resource: Resource;
  readonly target: ChallengeTarget;
}

interface Failure {
  readonly status: number;
  readonly code: RegistryErrorCode;
  /** What became of the wanted thing; the sentence begins with `upstream REGISTRY`. */
  readonly says: (wanted: string) => string;
}

/** Those that differ from endpoint to endpoint (`not-found`) or take a challenge to reach every client (`refused`) are told apart below. */
const failures = {
  unavailable: { status: 503, code: 'UNAVAILABLE', says: (wanted) => `cannot be reached for ${wanted}: try again later` },
  timeout: { status: 504, code: 'UNAVAILABLE', says: (wanted) => `did not answer in time for ${wanted}: try again later` },
  'bad-response': { status: 502, code: 'UNAVAILABLE', says: (wanted) => `answered with something unusable for ${wanted}: try again later` },
  'rate-limited': { status: 429, code: 'TOOMANYREQUESTS', says: (wanted) => `limits the rate of pulls and did not serve ${wanted}: try again later` },
  'range-not-satisfiable': { status: 416, code: 'RANGE_INVALID', says: (wanted) => `has no bytes of ${wanted} in the range asked for` },
} as const satisfies Record<Exclude<UpstreamErrorKind, 'not-found' | 'refused'>, Failure>;

const unknownCodes = {
  manifest: 'MANIFEST_UNKNOWN',
  blob: 'BLOB_UNKNOWN',
  tags: 'NAME_UNKNOWN',
  referrers: 'NAME_UNKNOWN',
} as const satisfies Record<ReadEndpointKind, RegistryErrorCode>;

export function answerUpstreamFailure(error: UpstreamError, { endpoint, resource, target }: FailedRequest): Answer {
  const wanted = resourceName(resource);
  const sentence = (says: string): string => `upstream ${error.registry} ${says}${error.upstreamMessage === undefined ? '' : ` (${error.registry} says: ${error.upstreamMessage})`}`;
  switch (error.kind) {
    case 'refused':
      return denialAnswer(sentence(`refused access to ${resource.repository}: it is private there, or does not exist`), target);
    case 'not-found':
      return errorAnswer(error.upstreamCode === 'NAME_UNKNOWN' ? 'NAME_UNKNOWN' : unknownCodes[endpoint], sentence(`has no ${wanted}`));
    case 'unavailable':
    case 'timeout':
    case 'bad-response':
    case 'rate-limited':
    case 'range-not-satisfiable': {
      const { status, code, says } = failures[error.kind];
      return errorAnswer(code, sentence(says(wanted)), {
        status,
        ...(error.retryAfterSeconds === undefined ? {} : { headers: { 'retry-after': String(Math.ceil(error.retryAfterSeconds)) } }),
      });
    }
  }
}

/** Whether an operator should hear of it: not what upstream merely does not have or refuses. */
export function isUpstreamOutOfOrder({ kind }: UpstreamError): boolean {
  return kind === 'unavailable' || kind === 'timeout' || kind === 'bad-response' || kind === 'rate-limited';
}
