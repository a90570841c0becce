// A user name and a secret become a sign-in to the admin API, where need be with a code to follow; under all the names that Docker Hub has for it.
import { secondFactorDetail } from '../../contract/session.ts';
import type { Act } from '../../audit/activity.port.ts';
import type { AccountStore } from '../../identity/account.port.ts';
import type { AdminTokens } from '../../identity/admin-token.ts';
import type { HalfSignIns } from '../../identity/half-sign-in.ts';
import type { SecondFactors } from '../../identity/second-factor.ts';
import type { SignIn, SignInResult } from '../../identity/sign-in.ts';
import { type SignInFailure, explainSignInFailure } from '../../identity/sign-in-failure.ts';
import { slowDown } from '../slow-down.ts';
import { unauthenticated } from '../unauthenticated.ts';

export interface AdminSignInOptions {
  readonly signIn: SignIn;
  readonly adminTokens: Pick<AdminTokens, 'issue'>;
  readonly secondFactors: Pick<SecondFactors, 'check'>;
  readonly halfSignIns: HalfSignIns;
  readonly accounts: Pick<AccountStore, 'findAccountById'>;
  readonly now: () => number;
}

/** Of the request that signs in. */
export interface Client {
  readonly clientAddress: string;
  readonly signal: AbortSignal;
}

export interface Credentials extends Client {
  readonly identifier: string;
  /** A password or an access token. */
  readonly secret: string;
}

export interface Code extends Client {
  readonly code: string;
  /** Makes the act that is stored where a recovery code is used up. */
  readonly describeRecovery: (person: { readonly id: string; readonly name: string }) => Act;
}

export type SignedIn = Extract<SignInResult, { readonly ok: true }>;

/** Everything throws ProblemError: 401, or 429 after too many failures. */
export interface AdminSignIn {
  /** With what needs no code: the password of an account with a second factor is refused. */
  readonly withSecret: (credentials: Credentials) => Promise<SignedIn>;
  /** The same, where a code can follow: then the 401 has what it is to be sent with. `code`: it is there already. */
  readonly withSecretAndCode: (credentials: Credentials, code?: Code) => Promise<SignedIn>;
  /** The code that follows. */
  readonly withCode: (login2faToken: string, code: Code) => Promise<SignedIn>;
  /** The bearer token of a sign-in. */
  readonly issue: (signedIn: SignedIn) => Promise<string>;
}

/** Docker Hub's own sentence, which its tools look for. */
const badCredentials = 'Incorrect authentication credentials';
const foreignToken = "organization access tokens of Docker Hub cannot be used here: make one of Pullgate's, or sign in with a password or a personal access token";

export function createAdminSignIn(options: AdminSignInOptions): AdminSignIn {
  const { signIn, adminTokens, halfSignIns, now } = options;

  const accept = (result: SignInResult): SignedIn => {
    if (result.ok) return result;
    if (result.failure === 'slow-down') throw slowDown(now(), result.retryAfterSeconds);
    const { failure, singleSignOnOf } = result;
    throw unauthenticated(sentenceFor(failure) ?? explainSignInFailure(failure, result), singleSignOnOf === undefined ? {} : { singleSignOnOf });
  };
  const check = async (account: NonNullable<SignedIn['account']>, { describeRecovery, ...code }: Code): Promise<SignedIn> =>
    accept(await options.secondFactors.check({ ...code, account, describeRecovery: () => describeRecovery(account) }));

  return {
    withSecret: async (credentials) => accept(await signIn(credentials)),
    withSecretAndCode: async (credentials, code) => {
      const signedIn = accept(await signIn({ ...credentials, asksSecondFactor: true }));
      if (!isPassword(signedIn) || !signedIn.account.hasSecondFactor) return signedIn;
      if (code !== undefined) return check(signedIn.account, code);
      const login2faToken = halfSignIns.begin(signedIn.account);
      throw unauthenticated('this account has a second factor: send its code with login_2fa_token to /v2/users/2fa-login', { detail: secondFactorDetail, login2faToken });
    },
    withCode: async (login2faToken, code) => {
      const half = halfSignIns.find(login2faToken);
      const account = half && (await options.accounts.findAccountById(half.accountId));
      const over = unauthenticated('this sign-in is over: send the password again');
      if (account?.isActive !== true || account.credentialVersion !== half?.credentialVersion) throw over;
      const signedIn = await check(account, code);
      if (!halfSignIns.finish(login2faToken)) throw over;
      return signedIn;
    },
    issue: async ({ subject, account }) => {
      const { token } = await adminTokens.issue({ subject, email: account?.email ?? null, ...(account === undefined ? {} : { credentialVersion: account.credentialVersion }) });
      return token;
    },
  };
}

type WithPassword = Extract<SignedIn, { readonly subject: { readonly kind: 'user' } }>;

/** A person's, and not with an access token. */
export function isPassword(signedIn: SignedIn): signedIn is WithPassword {
  return signedIn.subject.kind === 'user' && signedIn.subject.tokenId === undefined;
}

/** Undefined: as everywhere else. */
function sentenceFor(failure: SignInFailure): string | undefined {
  if (failure === 'bad-credentials') return badCredentials;
  return failure === 'docker-organization-token' ? foreignToken : undefined;
}
