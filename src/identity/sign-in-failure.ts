// Why a sign-in was refused, and the sentence that the refused person reads.
import type { AccessTokenKind } from './secret.ts';

export type SignInFailure =
  | 'bad-credentials'
  | 'token-revoked'
  | 'token-expired'
  | 'token-inactive'
  | 'account-inactive'
  /** The password was right, and is not enough. */
  | 'second-factor-required'
  /** Of the second factor. */
  | 'wrong-code'
  /** The organization has it sign in elsewhere. */
  | 'password-off'
  /** Docker's own organization access token, pasted here. */
  | 'docker-organization-token'
  /** The registry whose names people sign in with knows the person; nobody here does. */
  | 'no-account'
  /** Here the name is an account with a password of its own, which may be somebody else's. */
  | 'own-password'
  | 'upstream-refused'
  /** Upstream limits sign-ins. */
  | 'upstream-limits'
  /** Upstream could not be asked. */
  | 'upstream-away'
  | 'slow-down';

/** What else is known, as far as the person may know it. */
export interface SignInFailureDetails {
  /** Of the token that was refused. */
  readonly tokenKind?: AccessTokenKind;
  readonly expiredAtMs?: number;
  readonly retryAfterSeconds?: number;
  /** The one that was asked. */
  readonly registry?: string;
  /** What was wrong with it, as it reads after its name. */
  readonly problem?: string;
  /** Its own words. */
  readonly upstreamMessage?: string;
  /** Who has switched the password off, and where to sign in instead. */
  readonly elsewhere?: string;
  /** The organization whose single sign-on is to be used instead. */
  readonly singleSignOnOf?: string;
}

/** Also told at the token endpoint for our own organization access tokens, while their organization uses image access. */
export const organizationTokensUnusable = 'organization access tokens cannot be used with image access management: use a personal access token';

/** One sentence, lower case, without a full stop; a wrong name and a wrong secret read the same. */
export function explainSignInFailure(failure: SignInFailure, details: SignInFailureDetails = {}): string {
  const { tokenKind = 'personal', expiredAtMs, retryAfterSeconds, registry = '', problem = 'could not be asked', upstreamMessage } = details;
  const words = upstreamMessage === undefined ? '' : ` (${registry} says: ${upstreamMessage})`;
  const token = `this ${tokenKind} access token`;
  switch (failure) {
    case 'bad-credentials':
      return 'incorrect username or password';
    case 'token-revoked':
      return `${token} was revoked: create a new one`;
    case 'token-expired':
      return `${token} expired${expiredAtMs === undefined ? '' : ` on ${new Date(expiredAtMs).toISOString().slice(0, '2026-01-31'.length)}`}: create a new one`;
    case 'token-inactive':
      return `${token} is deactivated: activate it or use another one`;
    case 'account-inactive':
      return 'this account is deactivated: ask an owner of your organization';
    case 'second-factor-required':
      return 'this account has a second factor: use a personal access token in place of the password';
    case 'wrong-code':
      return 'this code is wrong or was used before: wait for the next one, or use a recovery code';
    case 'password-off':
      return details.elsewhere ?? 'password sign-in is off for people of your organization: use a personal access token';
    case 'docker-organization-token':
      return organizationTokensUnusable;
    case 'no-account':
      return `${registry} knows you, but there is no account of that name here: ask an owner of your organization to add you`;
    case 'own-password':
      return `${registry} knows you, but the account of that name here has a password of its own: sign in with that, or with a personal access token made here`;
    case 'upstream-refused':
      return `upstream ${registry} refused this sign-in${words}`;
    case 'upstream-limits':
      return `upstream ${registry} limits sign-ins and did not check this one: try again ${retryAfterSeconds === undefined ? 'later' : `in ${retryAfterSeconds} seconds`}${words}`;
    case 'upstream-away':
      return `upstream ${registry} could not check this sign-in, it ${problem}: try again later${words}`;
    case 'slow-down':
      return `too many failed sign-ins: try again in ${retryAfterSeconds ?? 60} seconds`;
  }
}
