// Everything is set up: where to go from here.
import { Link } from '@tanstack/react-router';
import { Banner } from '../../ui/banner.tsx';
import { buttonClass } from '../../ui/button.tsx';

export function AllDone({ org }: { readonly org: string }) {
  return (
    <Banner
      tone="good"
      title={`${org} is set up`}
      actions={
        <Link to="/orgs/$org" params={{ org }} className={buttonClass({ look: 'primary', size: 'small' })}>
          Overview
        </Link>
      }
    >
      The overview shows what is pulled and refused from now on.
    </Banner>
  );
}
