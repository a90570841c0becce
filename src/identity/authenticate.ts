// Who signs in: a person with a password, a personal access token or another registry's secret, or an organization with its access token.
import { setTimeout as sleep } from 'node:timers/promises';
import { inspectSecret, mayLeave } from './secret.ts';
import type { SignIn, SignInAttempt, SignInOptions, SignInParts, SignInResult } from './sign-in.ts';
import { createSignInWithPassword } from './sign-in-with-password.ts';
import { createSignInWithToken, refuseUnknownToken } from './sign-in-with-token.ts';
import { createSignInWithUpstream } from './sign-in-with-upstream.ts';
import type { UpstreamAttempt } from './sign-in-with-upstream.ts';
import { createThrottle } from './throttle.ts';

/** Upstream's "no" comes within this, as a rule: so long every "no" to a password takes, wherever it was checked. */
const refusalFloorMs = 1000;

/**
 * Makes the sign-in of one process. A wrong name and a wrong secret give the same failure in the same time. A valid token is never held
 * up by failures; guesses are slowed per account and per address.
 */
export function createSignIn(options: SignInOptions): SignIn {
  const parts = { ...options, throttle: createThrottle(options) };
  const withPassword = createSignInWithPassword(parts);
  const withToken = createSignInWithToken(parts);
  const withUpstream = createUpstreamWays(parts, withPassword);

  return async (attempt) => {
    const kind = inspectSecret(attempt.secret);
    switch (kind) {
      case 'password':
      case 'docker-personal': {
        const upstreamAttempt = withUpstream === undefined ? undefined : provableUpstream(attempt);
        const result = await (withUpstream === undefined || upstreamAttempt === undefined ? withPassword(attempt) : withUpstream[kind](upstreamAttempt));
        return refuseWhereOff(options, result);
      }
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

/** After the secret has proven right, so that nobody else learns which organization somebody is in. Another registry's word for a person is no better than a password. */
async function refuseWhereOff({ passwordSignInRefusal }: SignInOptions, result: SignInResult): Promise<SignInResult> {
  if (!result.ok || result.account === undefined) return result;
  const off = await passwordSignInRefusal?.(result.account);
  return off === undefined ? result : { ok: false, failure: 'password-off', elsewhere: off.sentence, singleSignOnOf: off.organization };
}

type UpstreamWay = (attempt: UpstreamAttempt) => Promise<SignInResult>;

/**
 * Which secret goes to which place. One of Docker's personal access tokens can be nobody's password here, so it goes upstream whoever sends it. A
 * password goes upstream for those accounts alone that have none here: one that is mistyped, or sent with a mistyped name, never leaves.
 */
function createUpstreamWays(parts: SignInParts, withPassword: SignIn): Readonly<Record<'password' | 'docker-personal', UpstreamWay>> | undefined {
  const { accounts, now, upstreamIdentities, refusalFloorMs: floorMs = refusalFloorMs } = parts;
  if (upstreamIdentities === undefined) return undefined;
  const withUpstream = createSignInWithUpstream(parts, upstreamIdentities);
  return {
    'docker-personal': withUpstream,
    password: async (attempt) => {
      const startedAtMs = now();
      const account = await accounts.findAccountByName(attempt.identifier);
      const isUpstreams = account !== undefined && account.passwordHash === null;
      const result = await (isUpstreams ? withUpstream(attempt) : withPassword(attempt));
      // Else the time would tell the names that upstream was asked about from those that it was not.
      if (!result.ok) await sleep(Math.max(0, startedAtMs + floorMs - now()), undefined, { signal: attempt.signal });
      return result;
    },
  };
}

/** Undefined for what must not leave this place. */
function provableUpstream(attempt: SignInAttempt): UpstreamAttempt | undefined {
  const { upstreamScopes } = attempt;
  return upstreamScopes === undefined || !mayLeave(attempt.secret) ? undefined : { ...attempt, upstreamScopes };
}
