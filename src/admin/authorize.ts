// Who may call an operation: bearer token, then account, then role; taken anew on every request, so that nothing outlives its reason.
import type { CallerKind } from '../contract/route.ts';
import type { TokenScope } from '../core/policy/access-request.ts';
import type { AccountStore } from '../identity/account.port.ts';
import type { AdminTokens } from '../identity/admin-token.ts';
import type { Caller, Membership } from './caller.ts';
import type { InstallationStore } from './installation/installation.port.ts';
import type { MemberStore } from './members/members.port.ts';
import { notOwnerOfAll, ownsEverything } from './owns-everything.ts';
import { ProblemError, notFound } from './problem.ts';
import type { PersonalTokenStore } from './tokens/tokens.port.ts';

export interface Authorization {
  readonly caller: Caller;
  readonly membership: Membership | undefined;
}

export interface AuthorizeOptions {
  readonly adminTokens: Pick<AdminTokens, 'verify'>;
  readonly stores: AccountStore & Pick<MemberStore, 'membershipsOf'> & Pick<PersonalTokenStore, 'findPersonalToken'> & Pick<InstallationStore, 'organizationNames'>;
  readonly now: () => number;
}

export interface Need {
  readonly caller: Exclude<CallerKind, 'anyone' | 'scim'>;
  readonly access: 'read' | 'change';
  /** The organization in the path, where there is one. */
  readonly organization: string | undefined;
  /** Told who it is before anything is decided about them; what it throws is the answer. */
  readonly onKnown: (caller: Caller) => void;
}

/** @throws ProblemError 401, 403, or 404 for an organization that is not there or not the caller's */
export type Authorize = (authorization: string | undefined, need: Need) => Promise<Authorization>;

const widestScope: TokenScope = 'repo:admin';

export function createAuthorize({ adminTokens, stores, now }: AuthorizeOptions): Authorize {
  async function authenticate(authorization: string | undefined): Promise<Caller> {
    const token = /^Bearer +([^\s]+) *$/i.exec(authorization ?? '')?.[1];
    if (token === undefined) throw unauthenticated('sign in at /v2/auth/token and send the access token as a bearer');
    const verified = await adminTokens.verify(token);
    if (verified?.subjectKind !== 'user') throw unauthenticated('the access token is invalid or expired: sign in again');
    const account = await stores.findAccountById(verified.subjectId);
    const isPasswordAsThen = verified.tokenId !== undefined || verified.credentialVersion === account?.credentialVersion;
    if (account?.isActive !== true || !isPasswordAsThen) {
      throw unauthenticated('the account has changed since the sign-in: sign in again');
    }
    const mayChange = verified.tokenId === undefined || (await mayTokenChange(account.id, verified.tokenId));
    const credential = { kind: verified.tokenId === undefined ? 'password' : 'personal-token', id: verified.tokenId ?? null } as const;
    return { kind: 'user', id: account.id, name: account.name, email: account.email, credential, mayChange, memberships: await stores.membershipsOf(account.id) };
  }

  async function mayTokenChange(userId: string, tokenId: string): Promise<boolean> {
    const token = await stores.findPersonalToken(userId, tokenId);
    const isUsable = token?.isActive === true && (token.expiresAt === null || Date.parse(token.expiresAt) > now());
    if (!isUsable) throw unauthenticated('the personal access token of the sign-in is no longer valid: sign in again');
    return token.scopes.includes(widestScope);
  }

  return async (authorization, { caller: kind, access, organization, onKnown }) => {
    const caller = await authenticate(authorization);
    onKnown(caller);
    const membership = organization === undefined ? undefined : caller.memberships.find((each) => each.organization === organization);
    if (organization !== undefined && membership === undefined) throw notFound('organization');
    if (kind === 'owner' && membership?.role !== 'owner') throw forbidden(`only owners of ${membership?.organization ?? 'the organization'} may do this: ask one of them`);
    if (kind === 'installation-owner' && !(await ownsEverything(caller, stores))) throw notOwnerOfAll();
    if (access === 'change' && !caller.mayChange) {
      throw forbidden(`this personal access token may only read: use one of the scope ${widestScope}, or sign in with the password`);
    }
    return { caller, membership };
  };
}

function unauthenticated(whatToDo: string): ProblemError {
  return new ProblemError(401, `authentication required: ${whatToDo}`, { headers: { 'WWW-Authenticate': 'Bearer realm="pullgate"' } });
}

function forbidden(sentence: string): ProblemError {
  return new ProblemError(403, sentence);
}
