// What can be done with a member, one at a time.
import type { Answer } from '../../api/operation-types.ts';

export type ListedMember = Answer<'listMembers'>['results'][number];
export type MemberTaskKind = 'role' | 'remove' | 'leave' | 'sessions' | 'password';

export interface MemberTask {
  readonly kind: MemberTaskKind;
  readonly member: ListedMember;
}

/** Every list that a change of a member shows in. */
export const memberQueries = [
  ['get', '/v2/orgs/{org}/members'],
  ['get', '/v2/orgs/{org}/members/{username}'],
  ['get', '/v2/orgs/{org}/groups'],
  ['get', '/v2/orgs/{org}/groups/{team}'],
  ['get', '/v2/orgs/{org}/groups/{team}/members'],
] as const;
