// Tells that these tokens pull nothing while image access is on.
import { Link } from '@tanstack/react-router';
import { $api } from '../../api/client.ts';
import { Banner } from '../../ui/banner.tsx';

export function ImageAccessLine({ org }: { readonly org: string }) {
  const { data } = $api.useQuery('get', '/v2/orgs/{org}/settings', { params: { path: { org } } });
  if (data?.restricted_images.enabled !== true) return null;
  return (
    <Banner tone="warning" title="Organization access tokens cannot be used with image access management">
      <Link to="/orgs/$org/image-access" params={{ org }}>
        Image access
      </Link>{' '}
      is on, so the gateway refuses them: use a <Link to="/account" search={{ tab: 'access-tokens' }}>personal access token</Link>.
    </Banner>
  );
}
