// Tells members and editors that they read what owners set, and who these are.
import { useQuery } from '@tanstack/react-query';
import { $api } from '../api/client.ts';
import { useOrganization } from '../api/organization.ts';
import { Banner } from '../ui/banner.tsx';

const namedMax = 3;

/** Nothing for owners. */
export function ReadOnlyLine() {
  const { name: org, role } = useOrganization();
  const isReader = role !== 'owner';
  const { data } = useQuery({ ...$api.queryOptions('get', '/v2/orgs/{org}/members', { params: { path: { org }, query: { role: 'owner', page_size: namedMax } } }), enabled: isReader });
  if (!isReader) return null;
  const names = data?.results.map(({ username }) => username).join(', ') ?? '';
  return <Banner>{`You see these settings, and owners of ${org} change them${names === '' ? '' : `: ${names}${data !== undefined && data.count > namedMax ? ' and others' : ''}`}.`}</Banner>;
}
