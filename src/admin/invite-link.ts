// The link of an invitation: whoever has it may join, so that it is kept as a hash, ends by itself, and works once.
import { mintToken } from '../identity/secret.ts';
import type { InviteSecret } from './invites/invites.port.ts';

const dayMs = 86_400_000;
export const inviteLifetimeMs = 7 * dayMs;

export interface MintLink {
  readonly isMailed: boolean;
  readonly nowMs: number;
}

/** A new secret with its end. */
export function mintInviteSecret({ isMailed, nowMs }: MintLink): InviteSecret {
  const { secret, hash } = mintToken('invitation');
  return { secret, secretHash: hash, expiresAtMs: nowMs + inviteLifetimeMs, isMailed, atMs: nowMs };
}

/** The console's page that shows what is offered. @param base an address of the admin API; its path does not matter */
export function inviteLink(base: string | URL, secret: string): string {
  return new URL(`/invite/${secret}`, base).href;
}
