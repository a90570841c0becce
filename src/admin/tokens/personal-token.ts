// A personal access token as its owner reads it.
import type { Json } from '../../audit/activity.port.ts';
import type { AccessToken } from '../../contract/access-tokens.ts';
import { wireTime } from '../wire-time.ts';
import type { PersonalToken } from './tokens.port.ts';

/** Without its secret: `token` is empty. */
export function wirePersonalToken(token: PersonalToken): AccessToken {
  return {
    uuid: token.id,
    client_id: 'HUB', // what every client of Docker Hub's API knows
    creator_ip: token.creatorAddress,
    creator_ua: token.creatorUserAgent,
    created_at: wireTime(token.createdAtMs),
    last_used: token.lastUsedAtMs === null ? null : wireTime(token.lastUsedAtMs),
    generated_by: 'manual',
    is_active: token.isActive,
    token: '',
    token_label: token.label,
    scopes: [...token.scopes],
    expires_at: token.expiresAt,
  };
}

/** As the log of what people do has it. */
export function personalTokenForAct(token: PersonalToken): Json {
  const { uuid, token_label, scopes, is_active, expires_at } = wirePersonalToken(token);
  return { uuid, token_label, scopes, is_active, expires_at };
}
