// What an organization access token never does, whatever its scopes: make owners, or unmake them. Whoever found one could else take the organization over.
import type { Caller } from './caller.ts';
import { ProblemError } from './problem.ts';

/** Whether who is an owner is out of the caller's reach. */
export function mustSpareOwners({ kind }: Caller): boolean {
  return kind === 'organization-token';
}

/** @throws ProblemError 403 where a token would bring somebody the role of an owner */
export function requireNoNewOwner(caller: Caller, role: string): void {
  if (mustSpareOwners(caller) && role === 'owner') throw new ProblemError(403, 'an organization access token makes nobody an owner: sign in as one, or choose another role');
}

export function ownerSpared(name: string): ProblemError {
  return new ProblemError(403, `\`${name}\` is an owner, whom an organization access token neither demotes nor removes: sign in as an owner`);
}

export function ownersInviteSpared(invitee: string): ProblemError {
  return new ProblemError(403, `the invitation of \`${invitee}\` is for an owner, and closed to organization access tokens: sign in as an owner`);
}
