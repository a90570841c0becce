// What a sign-in takes, gives and needs: the words that both of its ways use.
import type { OrganizationTokenSubject, UserSubject } from '../core/policy/access-request.ts';
import type { Log } from '../telemetry/log.ts';
import type { Account, AccountStore } from './account.port.ts';
import type { PasswordSignInRefusal } from './password-sign-in.port.ts';
import type { SignInFailure, SignInFailureDetails } from './sign-in-failure.ts';
import type { Throttle } from './throttle.ts';
import type { TokenStore } from './token.port.ts';
import type { UpstreamIdentities, UpstreamSignIn } from './upstream-identity.port.ts';

export interface SignInAttempt {
  /** A person's or an organization's name, in any case. */
  readonly identifier: string;
  /** A password or an access token. */
  readonly secret: string;
  readonly clientAddress: string;
  /** What is wanted at the registry whose names people sign in with, each as `repository:library/nginx:pull`. Absent: only what is known here counts. */
  readonly upstreamScopes?: readonly string[];
  /** Whoever asks goes on to ask for the code of an account with a second factor. Left out: the password of such an account is refused. */
  readonly asksSecondFactor?: true;
  readonly signal: AbortSignal;
}

export type SignInResult =
  /** `upstream` is there when it was upstream that proved it. */
  | { readonly ok: true; readonly subject: UserSubject; readonly account: Account; readonly upstream?: UpstreamSignIn }
  | { readonly ok: true; readonly subject: OrganizationTokenSubject; readonly account?: never; readonly upstream?: never }
  | SignInRefused;

export interface SignInRefused extends SignInFailureDetails {
  readonly ok: false;
  readonly failure: SignInFailure;
}

/** @throws what the stores throw, or the signal's reason. */
export type SignIn = (attempt: SignInAttempt) => Promise<SignInResult>;

export interface SignInOptions {
  readonly accounts: AccountStore;
  readonly tokens: TokenStore;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly log: Log;
  /** The registry whose names and secrets people may sign in with; left out: there is none. */
  readonly upstreamIdentities?: UpstreamIdentities;
  /** Left out: whoever has a password signs in with it. */
  readonly passwordSignInRefusal?: PasswordSignInRefusal;
  /** How long a refused password takes at the least, where some are checked upstream. */
  readonly refusalFloorMs?: number;
}

export interface SignInParts extends SignInOptions {
  readonly throttle: Throttle;
}

export const badCredentials: SignInRefused = { ok: false, failure: 'bad-credentials' };

export function slowDown(retryAfterSeconds: number): SignInRefused {
  return { ok: false, failure: 'slow-down', retryAfterSeconds };
}
