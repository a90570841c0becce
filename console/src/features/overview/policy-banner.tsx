// Says when the policy refuses nothing: image access is off, or only records.
import { Link } from '@tanstack/react-router';
import { $api } from '../../api/client.ts';
import { buttonClass } from '../../ui/button.tsx';
import { Banner } from '../../ui/banner.tsx';
import { refreshMs } from './use-overview.ts';

export function PolicyBanner({ org, isOwner }: { readonly org: string; readonly isOwner: boolean }) {
  const { data } = $api.useQuery('get', '/v2/orgs/{org}/settings', { params: { path: { org } } }, { refetchInterval: refreshMs });
  if (data === undefined) return null;
  const { enabled, mode } = data.restricted_images;
  if (enabled && mode === 'enforce') return null;
  const link = (
    <Link to="/orgs/$org/image-access" params={{ org }} className={buttonClass({ size: 'small' })}>
      {isOwner ? 'Change it' : 'See the policy'}
    </Link>
  );
  return enabled ? (
    <Banner tone="warning" title="Image access only records" actions={link}>
      In audit mode nothing is refused: what the policy denies is recorded and let through.
    </Banner>
  ) : (
    <Banner tone="warning" title="Image access is off" actions={link}>
      Every image of Docker Hub is allowed.
    </Banner>
  );
}
