// Who is signed in, the organizations that they are in, and what they may do in the one that a page is about.
import { getRouteApi } from '@tanstack/react-router';
import { $api } from './client.ts';
import type { Answer } from './operation-types.ts';

export type User = Answer<'showUser'>;
export type Role = 'owner' | 'editor' | 'member';

export interface Organization {
  readonly name: string;
  readonly role: Role;
}

const organizationsMax = 100;
const roles = { Owner: 'owner', Editor: 'editor', Member: 'member' } as const satisfies Record<string, Role>;

/** Whoever is signed in; inside the shell it is always there. */
export function useUser(): User {
  return $api.useSuspenseQuery('get', '/v2/user', {}, { staleTime: 60_000 }).data;
}

/** In the order of the alphabet; empty for somebody who is in none. */
export function useOrganizations(): readonly Organization[] {
  const { data } = $api.useSuspenseQuery('get', '/v2/user/orgs', { params: { query: { page_size: organizationsMax } } }, { staleTime: 60_000 });
  return data.results.map(({ orgname, user_role }) => ({ name: orgname, role: roles[user_role] })).toSorted((one, other) => one.name.localeCompare(other.name));
}

const route = getRouteApi('/signed-in/orgs/$org');

/** The organization in the address bar, with the reader's role in it. A name that is none of theirs never gets here: the shell answers it. */
export function useOrganization(): Organization {
  const { org } = route.useParams();
  const organization = useOrganizations().find(({ name }) => name === org.toLowerCase());
  if (organization === undefined) throw new Error(`${org} is none of your organizations`);
  return organization;
}

export function useIsOwner(): boolean {
  return useOrganization().role === 'owner';
}
