// A member whose account an organization may look after: a person who is in no other one, which would have as much to say.
import type { Member, MemberStore } from './members/members.port.ts';
import { ProblemError, notFound } from './problem.ts';

/** @throws ProblemError 404, and 409 for somebody who is in another organization as well */
export async function requireOwnMember(store: Pick<MemberStore, 'findMember' | 'organizationsOfAccount'>, { organization, username }: { readonly organization: string; readonly username: string }): Promise<Member> {
  const member = await store.findMember(organization, username);
  if (member === undefined) throw notFound('member');
  if ((await store.organizationsOfAccount(member.id)).length > 1) {
    throw new ProblemError(409, `\`${member.name}\` is in other organizations as well, so the account is not ${organization}'s alone: ask that person, or remove them from ${organization}`);
  }
  return member;
}
