// Why a group cannot be what an identity provider wants.
import { type ProblemError, notFound } from '../problem.ts';
import { invalidValue, notUnique } from './refuse.ts';
import type { UnknownMembers } from './scim.port.ts';

const idsShown = 5;

export function refuseGroup(refusal: { readonly result: 'missing' | 'taken' } | UnknownMembers, displayName: string): ProblemError {
  switch (refusal.result) {
    case 'missing':
      return notFound('group');
    case 'taken':
      return notUnique(`there is a group of the displayName \`${displayName}\` already: use that one, or another name`);
    case 'unknown-members':
      return invalidValue(`members: no user has the id ${refusal.ids.slice(0, idsShown).map((id) => `\`${id.slice(0, 100)}\``).join(', ')}: make the users first`);
  }
}
