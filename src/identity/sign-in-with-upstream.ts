// Signs a person in with the name and secret of a registry, by that registry's own word; no secret is kept.
import { createInTurn } from './in-turn.ts';
import type { Checked } from './in-turn.ts';
import { createProofMemory } from './proof-memory.ts';
import type { Proof } from './proof-memory.ts';
import { badCredentials } from './sign-in.ts';
import type { SignInAttempt, SignInParts, SignInResult } from './sign-in.ts';
import type { UpstreamIdentities, UpstreamIdentityAnswer } from './upstream-identity.port.ts';

/** Guesses at upstream under way: what comes at once beyond the throttle's free failures. */
const proofsMax = 8;
const proofsWaitingMax = 200;

/** An attempt that may be proven upstream. */
export type UpstreamAttempt = SignInAttempt & Required<Pick<SignInAttempt, 'upstreamScopes'>>;

/**
 * The throttle is asked before upstream is, which sees no more guesses than a password here would. The person is the account of the very name that
 * upstream was asked about, where that has no password here: a stranger has the Docker ID `owner`. @throws as SignIn
 */
export function createSignInWithUpstream(parts: SignInParts, upstream: UpstreamIdentities): (attempt: UpstreamAttempt) => Promise<SignInResult> {
  const { throttle, now } = parts;
  const inTurn = createInTurn({ placesMax: proofsMax, waitingMax: proofsWaitingMax });
  const memory = createProofMemory({ now });

  const prove = async (attempt: UpstreamAttempt, proof: Proof): Promise<SignInResult> => {
    const { username, secret: password, scopes } = proof;
    let answer = memory.find(proof);
    if (answer === undefined) {
      answer = await upstream.proveIdentity({ username, password, scopes, signal: attempt.signal });
      memory.remember(proof, answer);
    }
    if (answer.kind === 'proven') throttle.succeeded(attempt);
    if (answer.kind === 'wrong' || answer.kind === 'refused') throttle.failed(attempt);
    return resultOf(parts, upstream.registry, proof, answer);
  };

  return async (attempt) => {
    // Whatever the name's case: names here have none, and what upstream answers for is then this very name.
    const proof: Proof = { username: attempt.identifier.toLowerCase(), secret: attempt.secret, scopes: [...attempt.upstreamScopes] };
    // It is no guess: many tokens are asked for at once, one for each image.
    if (memory.isProven(proof)) return prove(attempt, proof);
    const check = async (): Promise<Checked> => {
      const admission = throttle.admit(attempt);
      return admission.kind === 'now' ? prove(attempt, proof) : admission;
    };
    return inTurn(check, attempt.signal);
  };
}

async function resultOf({ accounts }: SignInParts, registry: string, { username, scopes }: Proof, answer: UpstreamIdentityAnswer): Promise<SignInResult> {
  switch (answer.kind) {
    case 'wrong':
      return badCredentials;
    case 'refused':
      return { ok: false, failure: 'upstream-refused', registry, ...messageOf(answer) };
    case 'away': {
      const { isRateLimit, problem, retryAfterSeconds } = answer;
      return { ok: false, failure: isRateLimit ? 'upstream-limits' : 'upstream-away', registry, problem, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }), ...messageOf(answer) };
    }
    case 'proven': {
      const account = await accounts.findAccountByName(username);
      if (account === undefined) return { ok: false, failure: 'no-account', registry };
      if (account.passwordHash !== null) return { ok: false, failure: 'own-password', registry };
      if (!account.isActive) return { ok: false, failure: 'account-inactive' };
      const { identity, expiresAtMs } = answer;
      const { key, scheme, token } = identity;
      return { ok: true, account, subject: { kind: 'user', id: account.id, name: account.name, scopes: ['repo:admin'] }, upstream: { registry, key, scheme, token, expiresAtMs, scopes } };
    }
  }
}

function messageOf({ message }: { readonly message?: string }): { readonly upstreamMessage?: string } {
  return message === undefined ? {} : { upstreamMessage: message };
}
