// GET /v2/orgs/{org}/members: owners see everybody's email address and who is invited, members their own address alone.
import type { MembersQuery } from '../../contract/members.ts';
import type { Operation } from '../operation.ts';
import { pageBounds, pageLinks } from '../page-links.ts';
import { wirePerson } from '../wire-person.ts';
import type { MemberStore, Person } from './members.port.ts';

export function createListMembers({ store }: { readonly store: Pick<MemberStore, 'listPeople'> }): Operation<'listMembers'> {
  return async ({ membership, caller, query, address }) => {
    const isOwner = membership.role === 'owner';
    const { total, people } = await store.listPeople(membership.organization, {
      ...pageBounds(query),
      kinds: kindsOf(query).filter((kind) => kind === 'member' || isOwner),
      role: query.role,
      search: query.search === '' ? undefined : query.search,
      searchEmail: isOwner,
    });
    const results = people.map((person) => wirePerson(person, { showEmail: isOwner || person.id === caller.id }));
    return { body: { count: total, ...pageLinks(address, total, query), results } };
  };
}

/** `type` says it; `invites` adds invitees where it is left out. */
function kindsOf({ type, invites = false }: MembersQuery): readonly Person['kind'][] {
  switch (type) {
    case 'invitee':
      return ['invitee'];
    case 'all':
      return ['member', 'invitee'];
    case 'member':
      return ['member'];
    case undefined:
      return invites ? ['member', 'invitee'] : ['member'];
  }
}
