// POST /v2/orgs/{org}/members for somebody who has an account already: the membership alone, by whoever owns every organization.
import type { Act } from '../../audit/activity.port.ts';
import type { CreateMemberRequest, Member as WireMember } from '../../contract/members.ts';
import type { Account } from '../../identity/account.port.ts';
import type { Done } from '../operation.ts';
import { ProblemError, invalidRequest } from '../problem.ts';
import type { MemberStore } from './members.port.ts';
import { wireMember } from './wire-member.ts';

export interface AddExistingOptions {
  readonly store: Pick<MemberStore, 'findMember' | 'addMembership'>;
  readonly now: () => number;
}

export interface ExistingToAdd {
  readonly organization: string;
  readonly account: Account;
  readonly body: CreateMemberRequest;
  readonly act: (done: Done) => Act;
}

const belongsToAccount = ['password', 'email', 'full_name'] as const satisfies readonly (keyof CreateMemberRequest)[];

/** @throws ProblemError 409 for a member, 400 for what the account has of its own */
export async function addExisting({ store, now }: AddExistingOptions, { organization, account, body, act }: ExistingToAdd): Promise<WireMember> {
  const isMember = new ProblemError(409, `\`${account.name}\` is in ${organization} already`);
  if ((await store.findMember(organization, account.name)) !== undefined) throw isMember;
  const surplus = belongsToAccount.filter((field) => (body[field] ?? undefined) !== undefined);
  if (surplus.length > 0) {
    const problem = `\`${account.name}\` has an account already: leave it out to add that person to ${organization}, or choose another name`;
    throw invalidRequest(Object.fromEntries(surplus.map((field) => [field, [problem]])));
  }
  const added = await store.addMembership({ organization, userId: account.id, role: body.role, atMs: now() }, act({ action: 'org.member.add', name: account.name, after: { username: account.name, role: body.role } }));
  const member = await store.findMember(organization, account.name);
  if (added === 'already-member' || member === undefined) throw isMember; // somebody else was first
  return wireMember(member, { showEmail: true });
}
