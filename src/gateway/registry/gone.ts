// Why a token that was valid when it was issued is refused now, in words.
import type { GoneReason } from '../snapshot.ts';

export const goneMessage = {
  'account-removed': 'account is not there any more: ask an owner of your organization',
  'account-inactive': 'account is deactivated: ask an owner of your organization',
  'password-changed': 'password has been changed: sign in again',
  'token-revoked': 'access token has been revoked or deactivated: sign in with another one',
  'token-expired': 'access token has expired: sign in with another one',
} as const satisfies Record<GoneReason, string>;
