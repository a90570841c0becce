// Who signs in: a person with a password or personal access token, or an organization with its access token.
import { inspectSecret } from './secret.ts';
import type { SignIn, SignInOptions } from './sign-in.ts';
import { createSignInWithPassword } from './sign-in-with-password.ts';
import { createSignInWithToken, refuseUnknownToken } from './sign-in-with-token.ts';
import { createThrottle } from './throttle.ts';

/**
 * Makes the sign-in of one process. A wrong name and a wrong secret give the same failure in the same time. A valid token is never held
 * up by failures; guesses are slowed per account and per address.
 */
export function createSignIn(options: SignInOptions): SignIn {
  const parts = { ...options, throttle: createThrottle(options) };
  const withPassword = createSignInWithPassword(parts);
  const withToken = createSignInWithToken(parts);

  return async (attempt) => {
    switch (inspectSecret(attempt.secret)) {
      case 'password':
        return withPassword(attempt);
      case 'personal':
      case 'organization':
        return withToken(attempt);
      case 'bad-checksum':
        return refuseUnknownToken(parts, attempt);
      case 'docker-organization':
        return { ok: false, failure: 'docker-organization-token' };
    }
  };
}
