// Who calls: a bearer token or the cookie of a session, then the account or organization behind it; asked anew on every request, so that nothing outlives its reason.
import type { TokenScope } from '../core/policy/access-request.ts';
import type { AccountStore } from '../identity/account.port.ts';
import type { AdminTokens, VerifiedAdminToken } from '../identity/admin-token.ts';
import { isSessionSecret } from '../identity/secret.ts';
import type { Sessions } from '../identity/session.ts';
import type { Caller } from './caller.ts';
import type { MemberStore } from './members/members.port.ts';
import { scopesOfOrganization } from './organization-scopes.ts';
import { ProblemError } from './problem.ts';
import type { Provenance } from './same-origin.ts';
import type { OrganizationTokenStore, PersonalTokenStore } from './tokens/tokens.port.ts';
import { unauthenticated } from './unauthenticated.ts';

export interface AuthenticateOptions {
  readonly adminTokens: Pick<AdminTokens, 'verify'>;
  readonly sessions: Pick<Sessions, 'verify'>;
  readonly stores: AccountStore & Pick<MemberStore, 'membershipsOf'> & Pick<PersonalTokenStore, 'findPersonalToken'> & Pick<OrganizationTokenStore, 'findOrganizationToken'>;
  readonly now: () => number;
}

/** What a request says of its caller. */
export interface Presented {
  readonly authorization: string | undefined;
  /** The secret in the cookie of a session. */
  readonly cookie: string | undefined;
  /** A GET changes nothing, so that it does no harm from anywhere. */
  readonly isUnsafe: boolean;
  readonly provenance: Provenance;
}

export interface Authenticated {
  readonly caller: Caller;
  /** Of an organization access token, without `scope-`: what it may do in its organization. Empty for people. */
  readonly organizationScopes: ReadonlySet<string>;
}

/** A bearer wins over a cookie. @throws ProblemError 401, and 403 for a cookie that another site may have sent */
export type AuthenticateCaller = (presented: Presented) => Promise<Authenticated>;

const widestScope: TokenScope = 'repo:admin';
const noScopes: ReadonlySet<string> = new Set();

export function createAuthenticateCaller(options: AuthenticateOptions): AuthenticateCaller {
  const { adminTokens, sessions, stores } = options;

  const withSession = async (secret: string): Promise<Authenticated> => {
    const proven = await sessions.verify(secret);
    if (proven === undefined) throw notSignedIn('the session is over: sign in again');
    const { session, account } = proven;
    const { id, name, email } = account;
    return asPerson({ kind: 'user', id, name, email, credential: { kind: 'session', id: session.id }, mayChange: true, memberships: await stores.membershipsOf(id) });
  };
  const withToken = async (token: string): Promise<Authenticated> => {
    const verified = await adminTokens.verify(token);
    switch (verified?.subjectKind) {
      case 'user':
        return withPersonsToken(options, verified);
      case 'organization-token':
        return withOrganizationToken(options, verified);
      case 'anonymous':
      case undefined:
        throw notSignedIn('the access token is invalid or expired: sign in again');
    }
  };

  return async ({ authorization, cookie, isUnsafe, provenance }) => {
    const bearer = readBearer(authorization);
    if (bearer !== undefined) return isSessionSecret(bearer) ? withSession(bearer) : withToken(bearer);
    if (cookie === undefined) throw notSignedIn('sign in at /v2/auth/token and send the access token as a bearer');
    const authenticated = await withSession(cookie);
    if (isUnsafe && provenance !== 'own-page') {
      throw new ProblemError(403, "a session's cookie changes something only from the admin API's own pages: send Sec-Fetch-Site: same-origin or its Origin, or the session as a bearer");
    }
    return authenticated;
  };
}

/** Undefined where there is none; another scheme is a proxy's, which has a sign-in of its own. The empty text is one that cannot be read. */
function readBearer(authorization: string | undefined): string | undefined {
  if (authorization === undefined || !/^Bearer(?: |$)/i.test(authorization)) return undefined;
  return /^Bearer +([^\s]+) *$/i.exec(authorization)?.[1] ?? '';
}

async function withPersonsToken({ stores, now }: AuthenticateOptions, verified: VerifiedAdminToken): Promise<Authenticated> {
  const account = await stores.findAccountById(verified.subjectId);
  const isPasswordAsThen = verified.tokenId !== undefined || verified.credentialVersion === account?.credentialVersion;
  if (account?.isActive !== true || !isPasswordAsThen) {
    throw notSignedIn('the account has changed since the sign-in: sign in again');
  }
  const { id, name, email } = account;
  const memberships = await stores.membershipsOf(id);
  if (verified.tokenId === undefined) return asPerson({ kind: 'user', id, name, email, credential: { kind: 'password', id: null }, mayChange: true, memberships });
  const token = await stores.findPersonalToken(id, verified.tokenId);
  if (token === undefined || !isUsable(token, now())) throw notSignedIn('the personal access token of the sign-in is no longer valid: sign in again');
  return asPerson({ kind: 'user', id, name, email, credential: { kind: 'personal-token', id: token.id }, mayChange: token.scopes.includes(widestScope), memberships });
}

/** What it may do is its scopes' to say, and the route's. */
async function withOrganizationToken({ stores, now }: AuthenticateOptions, { subjectId, subjectName: organization }: VerifiedAdminToken): Promise<Authenticated> {
  const token = await stores.findOrganizationToken(organization, subjectId);
  if (token === undefined || !isUsable(token, now())) throw notSignedIn('the organization access token of the sign-in is no longer valid: sign in again');
  const caller: Caller = {
    kind: 'organization-token',
    id: token.id,
    name: organization,
    email: null,
    credential: { kind: 'organization-token', id: token.id },
    mayChange: true,
    memberships: [{ organization, role: 'owner' }],
  };
  return { caller, organizationScopes: scopesOfOrganization(token) };
}

function isUsable({ isActive, expiresAt }: { readonly isActive: boolean; readonly expiresAt: string | null }, nowMs: number): boolean {
  return isActive && (expiresAt === null || Date.parse(expiresAt) > nowMs);
}

function asPerson(caller: Caller): Authenticated {
  return { caller, organizationScopes: noScopes };
}

function notSignedIn(whatToDo: string): ProblemError {
  return unauthenticated(`authentication required: ${whatToDo}`);
}
