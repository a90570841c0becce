// Who may call an operation: who it is, then the role in the organization, then what the credential is good for.
import type { CallerKind } from '../contract/route.ts';
import { type AuthenticateOptions, type Authenticated, type Presented, createAuthenticateCaller } from './authenticate-caller.ts';
import type { Caller, Membership } from './caller.ts';
import type { InstallationStore } from './installation/installation.port.ts';
import { notOwnerOfAll, ownsEverything } from './owns-everything.ts';
import { ProblemError, notFound } from './problem.ts';

export interface Authorization {
  readonly caller: Caller;
  readonly membership: Membership | undefined;
}

export interface AuthorizeOptions extends AuthenticateOptions {
  readonly stores: AuthenticateOptions['stores'] & Pick<InstallationStore, 'organizationNames'>;
}

export interface Need {
  readonly caller: Exclude<CallerKind, 'anyone' | 'scim'>;
  readonly access: 'read' | 'change';
  /** What an organization access token must have; undefined: it cannot do this at all. */
  readonly organizationTokenScope: string | undefined;
  /** The organization in the path, where there is one. */
  readonly organization: string | undefined;
  /** Told who it is before anything is decided about them; what it throws is the answer. */
  readonly onKnown: (caller: Caller) => void;
}

/** @throws ProblemError 401, 403, or 404 for an organization that is not there or not the caller's */
export type Authorize = (presented: Presented, need: Need) => Promise<Authorization>;

export function createAuthorize(options: AuthorizeOptions): Authorize {
  const authenticate = createAuthenticateCaller(options);
  return async (presented, need) => {
    const { caller: kind, access, organization, onKnown } = need;
    const authenticated = await authenticate(presented);
    const { caller } = authenticated;
    onKnown(caller);
    if (caller.kind === 'organization-token' && need.organizationTokenScope === undefined) {
      throw forbidden('organization access tokens cannot do this: sign in with a password or a personal access token');
    }
    const membership = organization === undefined ? undefined : caller.memberships.find((each) => each.organization === organization);
    if (organization !== undefined && membership === undefined) throw notFound('organization');
    if (caller.kind === 'organization-token') requireScope(authenticated, need.organizationTokenScope ?? '');
    if (kind === 'owner' && membership?.role !== 'owner') throw forbidden(`only owners of ${membership?.organization ?? 'the organization'} may do this: ask one of them`);
    if (kind === 'installation-owner' && !(await ownsEverything(caller, options.stores))) throw notOwnerOfAll();
    if (access === 'change' && !caller.mayChange) {
      throw forbidden('this personal access token may only read: use one of the scope repo:admin, or sign in with the password');
    }
    return { caller, membership };
  };
}

function requireScope({ caller, organizationScopes }: Authenticated, scope: string): void {
  if (!organizationScopes.has(scope)) throw forbidden(`this organization access token may not do this: give it scope-${scope} of ${caller.name} (TYPE_ORG)`);
}

function forbidden(sentence: string): ProblemError {
  return new ProblemError(403, sentence);
}
