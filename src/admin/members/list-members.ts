// GET /v2/orgs/{org}/members: owners see everybody's email address, members their own.
import type { Operation } from '../operation.ts';
import { pageBounds, pageLinks } from '../page-links.ts';
import type { MemberStore } from './members.port.ts';
import { wireMember } from './wire-member.ts';

export function createListMembers({ store }: { readonly store: Pick<MemberStore, 'listMembers'> }): Operation<'listMembers'> {
  return async ({ membership, caller, query, address }) => {
    const { total, members } = await store.listMembers(membership.organization, pageBounds(query));
    const results = members.map((member) => wireMember(member, { showEmail: membership.role === 'owner' || member.id === caller.id }));
    return { body: { count: total, ...pageLinks(address, total, query), results } };
  };
}
