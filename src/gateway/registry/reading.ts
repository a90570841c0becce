// A request that reads, as it is known before it is decided.
import type { Endpoint } from '../../core/distribution/endpoint.ts';
import type { Resource } from '../../core/policy/access-request.ts';
import type { VerifiedToken } from '../../identity/verified-token.ts';
import type { ChallengeTarget } from './denial.ts';
import type { RegistryQuery } from './query.ts';
import type { ReadMethod } from './unsupported.ts';

export type ReadEndpoint = Extract<Endpoint, { kind: 'manifest' | 'blob' | 'tags' | 'referrers' }>;

export interface Reading {
  readonly endpoint: ReadEndpoint;
  readonly method: ReadMethod;
  readonly token: VerifiedToken;
  readonly resource: Resource;
  readonly query: RegistryQuery;
  readonly target: ChallengeTarget;
}
