// Signs in with an access token: a look-up by hash, which nobody else's failures may hold up.
import { setTimeout as sleep } from 'node:timers/promises';
import { hashSecret } from './secret.ts';
import { badCredentials, slowDown } from './sign-in.ts';
import type { SignIn, SignInAttempt, SignInParts, SignInRefused, SignInResult } from './sign-in.ts';
import type { StoredOrganizationToken, StoredPersonalToken, StoredToken } from './token.port.ts';

/** The name must be the token's owner's; why a token is refused is told only to who holds it and knows that name. */
export function createSignInWithToken(parts: SignInParts): SignIn {
  const { tokens, now, log } = parts;
  return async (attempt) => {
    const token = await tokens.findTokenByHash(hashSecret(attempt.secret));
    if (token === undefined) return refuseUnknownToken(parts, attempt);
    const result = token.kind === 'personal' ? await withPersonalToken(parts, attempt, token) : withOrganizationToken(parts, attempt, token);
    if (!result.ok) return result.failure === 'bad-credentials' ? refuseUnknownToken(parts, attempt) : result;
    tokens.touchToken(token.id, now()).catch((error: unknown) => log.warn({ error, tokenId: token.id }, 'last use of a token not stored'));
    return result;
  };
}

/** Slowed like a wrong password, though 214 random bits cannot be guessed: who hammers us is to hammer less. */
export async function refuseUnknownToken({ throttle }: Pick<SignInParts, 'throttle'>, attempt: SignInAttempt): Promise<SignInRefused> {
  const admission = throttle.admit(attempt);
  if (admission.kind === 'slow-down') return slowDown(admission.retryAfterSeconds);
  throttle.failed(attempt);
  if (admission.kind === 'wait') await sleep(admission.waitMs, undefined, { signal: attempt.signal });
  return badCredentials;
}

async function withPersonalToken({ accounts, now }: SignInParts, { identifier }: SignInAttempt, token: StoredPersonalToken): Promise<SignInResult> {
  const account = await accounts.findAccountById(token.userId);
  if (account === undefined || !isSameName(account.name, identifier)) return badCredentials;
  const refusal = refusalOf(token, now());
  if (refusal !== undefined) return refusal;
  if (!account.isActive) return { ok: false, failure: 'account-inactive' };
  return { ok: true, account, subject: { kind: 'user', id: account.id, name: account.name, tokenId: token.id, scopes: token.scopes } };
}

function withOrganizationToken({ now }: SignInParts, { identifier }: SignInAttempt, token: StoredOrganizationToken): SignInResult {
  if (!isSameName(token.organization, identifier)) return badCredentials;
  return refusalOf(token, now()) ?? { ok: true, subject: { kind: 'organization-token', organization: token.organization, tokenId: token.id } };
}

/** Why a token that exists may not be used; undefined when it may. */
function refusalOf(token: StoredToken, nowMs: number): SignInRefused | undefined {
  const tokenKind = token.kind;
  if (token.revokedAtMs !== null) return { ok: false, failure: 'token-revoked', tokenKind };
  if (token.expiresAtMs !== null && token.expiresAtMs <= nowMs) return { ok: false, failure: 'token-expired', tokenKind, expiredAtMs: token.expiresAtMs };
  if (!token.isActive) return { ok: false, failure: 'token-inactive', tokenKind };
  return undefined;
}

function isSameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
