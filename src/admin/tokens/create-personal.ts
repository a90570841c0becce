// POST /v2/access-tokens: the only answer that holds the secret.
import { randomUUID } from 'node:crypto';
import { mintToken } from '../../identity/secret.ts';
import type { Operation } from '../operation.ts';
import { parseExpiry } from './expiry.ts';
import { personalTokenForAct, wirePersonalToken } from './personal-token.ts';
import type { PersonalToken, PersonalTokenStore } from './tokens.port.ts';

const userAgentCharactersMax = 255;

export function createCreatePersonalToken({ store, now }: { readonly store: Pick<PersonalTokenStore, 'createPersonalToken'>; readonly now: () => number }): Operation<'createAccessToken'> {
  return async ({ body, caller, clientAddress, userAgent, act }) => {
    const { secret, hash } = mintToken('personal');
    const token: PersonalToken = {
      id: randomUUID(),
      userId: caller.id,
      label: body.token_label,
      scopes: body.scopes,
      createdAtMs: now(),
      expiresAt: parseExpiry(body.expires_at, now()),
      isActive: true,
      lastUsedAtMs: null,
      creatorAddress: clientAddress,
      creatorUserAgent: userAgent.slice(0, userAgentCharactersMax),
    };
    await store.createPersonalToken(token, hash, act({ action: 'user.access_token.create', after: personalTokenForAct(token) }));
    return { body: { ...wirePersonalToken(token), token: secret } };
  };
}
