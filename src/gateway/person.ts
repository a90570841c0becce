// A person whom an upstream has proven, as requests to that upstream need it.
import { parseScope } from '../core/distribution/scope.ts';
import type { VerifiedToken } from '../identity/verified-token.ts';
import type { PersonIdentity } from '../upstream/upstream-registry.ts';

/** What upstream gave the person at the sign-in. */
export type Person = NonNullable<VerifiedToken['upstream']>;

/** As whom upstream is asked. */
export function personIdentity({ key, scheme, token }: Person): PersonIdentity {
  return { kind: 'person', key, scheme, token };
}

/**
 * Whether the token was asked for this: if not, upstream refuses it whoever the person is, and the client is to come back with another
 * (token-too-narrow.ts). `repository` is upstream's name for it.
 */
export function covers({ scheme, scopes }: Person, repository: string, action: 'pull' | 'push' | 'delete'): boolean {
  if (scheme === 'basic') return true;
  return scopes.some((text) => {
    const scope = parseScope(text);
    return scope?.type === 'repository' && scope.name === repository && (scope.actions.includes(action) || scope.actions.includes('*'));
  });
}
