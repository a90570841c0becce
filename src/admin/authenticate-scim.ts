// Who calls SCIM's routes: the identity provider of the organization whose token is sent.
import { hashSecret, isScimSecret } from '../identity/secret.ts';
import type { Authorization } from './authorize.ts';
import { ProblemError } from './problem.ts';
import type { ScimStore } from './scim/scim.port.ts';

export interface AuthenticateScimOptions {
  readonly stores: Pick<ScimStore, 'findScimTokenByHash' | 'touchScimToken'>;
  readonly now: () => number;
}

/** @throws ProblemError 401 */
export type AuthenticateScim = (authorization: string | undefined) => Promise<Authorization>;

/** It may do in the organization what an owner may, as far as the routes go. */
export function createAuthenticateScim({ stores, now }: AuthenticateScimOptions): AuthenticateScim {
  return async (authorization) => {
    const secret = /^Bearer +([^\s]+) *$/i.exec(authorization ?? '')?.[1] ?? '';
    const token = isScimSecret(secret) ? await stores.findScimTokenByHash(hashSecret(secret)) : undefined;
    if (token === undefined) {
      const sentence = 'authentication required: send a SCIM token of the organization as a bearer; an owner makes one at /v2/orgs/{org}/scim-token';
      throw new ProblemError(401, sentence, { headers: { 'WWW-Authenticate': 'Bearer realm="pullgate"' } });
    }
    await stores.touchScimToken(token.id, now());
    const membership = { organization: token.organization, role: 'owner' } as const;
    return {
      // No account may have a capital letter in its name.
      caller: { kind: 'scim', id: token.id, name: 'SCIM', email: null, credential: { kind: 'scim-token', id: token.id }, mayChange: true, memberships: [membership] },
      membership,
    };
  };
}
