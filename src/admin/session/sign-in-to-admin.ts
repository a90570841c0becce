// A user name and a secret become a bearer token of the admin API, under either of the two names that Docker Hub has for it.
import type { AdminTokens } from '../../identity/admin-token.ts';
import type { SignIn } from '../../identity/sign-in.ts';
import { type SignInFailure, explainSignInFailure } from '../../identity/sign-in-failure.ts';
import { ProblemError } from '../problem.ts';

export interface AdminSignInOptions {
  readonly signIn: SignIn;
  readonly adminTokens: Pick<AdminTokens, 'issue'>;
  readonly now: () => number;
}

export interface Credentials {
  readonly identifier: string;
  /** A password or a personal access token. */
  readonly secret: string;
  readonly clientAddress: string;
  readonly signal: AbortSignal;
}

/** Resolves with the bearer token. @throws ProblemError 401, or 429 after too many failures */
export type AdminSignIn = (credentials: Credentials) => Promise<string>;

/** Docker Hub's own sentence, which its tools look for. */
const badCredentials = 'Incorrect authentication credentials';
const organizationTokenRefused = 'organization access tokens cannot be used with the admin API: sign in with a password or a personal access token';
const retryAfterSecondsDefault = 60;

export function createAdminSignIn({ signIn, adminTokens, now }: AdminSignInOptions): AdminSignIn {
  return async (credentials) => {
    const result = await signIn(credentials);
    if (!result.ok) {
      if (result.failure === 'slow-down') throw slowDown(result.retryAfterSeconds ?? retryAfterSecondsDefault, now());
      throw new ProblemError(401, sentenceFor(result.failure) ?? explainSignInFailure(result.failure, result));
    }
    if (result.subject.kind === 'organization-token') throw new ProblemError(401, organizationTokenRefused);
    const { subject, account } = result;
    const { token } = await adminTokens.issue({ subject, email: account?.email ?? null, ...(account === undefined ? {} : { credentialVersion: account.credentialVersion }) });
    return token;
  };
}

/** Undefined: as everywhere else. */
function sentenceFor(failure: SignInFailure): string | undefined {
  if (failure === 'bad-credentials') return badCredentials;
  return failure === 'docker-organization-token' ? organizationTokenRefused : undefined;
}

/** Docker Hub's X-Retry-After is a Unix time in seconds; Retry-After (RFC 9110) a number of seconds. */
function slowDown(retryAfterSeconds: number, nowMs: number): ProblemError {
  return new ProblemError(429, explainSignInFailure('slow-down', { retryAfterSeconds }), {
    headers: {
      'Retry-After': String(retryAfterSeconds),
      'X-Retry-After': String(Math.ceil(nowMs / 1000) + retryAfterSeconds),
    },
  });
}
