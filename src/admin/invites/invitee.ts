// Whom an invitation is for: an e-mail address, or a user name, which is a Docker ID where people sign in with those.
import { z } from 'zod';
import { accountNameGrammar } from '../../core/policy/account-name.ts';

const addressCharactersMax = 254;
const address = z.email().max(addressCharactersMax);

export type Invitee = { readonly kind: 'address' | 'name'; readonly text: string };

/** Undefined for what is neither. */
export function parseInvitee(given: string): Invitee | undefined {
  const text = given.trim();
  if (text.includes('@')) return address.safeParse(text).success ? { kind: 'address', text } : undefined;
  return accountNameGrammar.test(text.toLowerCase()) ? { kind: 'name', text } : undefined;
}
