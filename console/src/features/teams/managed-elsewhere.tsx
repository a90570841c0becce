// Says that the identity provider decides who is in a team, where it does.
import { $api } from '../../api/client.ts';
import { Banner } from '../../ui/banner.tsx';

export interface ManagedElsewhereProps {
  readonly org: string;
  readonly team: string;
}

/** What cannot be asked for (there is no connection) says nothing. */
export function ManagedElsewhere({ org, team }: ManagedElsewhereProps) {
  const path = { params: { path: { org } } };
  const { data: connection } = $api.useQuery('get', '/v2/orgs/{org}/single-sign-on', path, { retry: false });
  const { data: scim } = $api.useQuery('get', '/v2/orgs/{org}/scim-token', path, { retry: false });
  const groups = connection?.enabled === true ? connection.group_mapping.filter((mapping) => mapping.team?.toLowerCase() === team.toLowerCase()).map(({ group }) => group) : [];
  if (groups.length > 0) {
    return (
      <Banner>
        Single sign-on keeps this team: at each sign-in whoever is in the {groups.length === 1 ? 'group' : 'groups'} {groups.join(', ')} of the identity provider is put in, and whoever is not is taken out.
      </Banner>
    );
  }
  if ((scim?.results.length ?? 0) === 0) return null;
  return <Banner>An identity provider fills teams of this organization with SCIM. If this is one of them, what you change here is changed back when it writes the team again.</Banner>;
}
