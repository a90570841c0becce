// The first pull and the first refusal, shown as they arrive.
import { Link } from '@tanstack/react-router';
import { $api } from '../../api/client.ts';
import type { Answer } from '../../api/operation-types.ts';
import { useClientSetups } from '../../api/sign-in-lines.ts';
import { isServed, pullsSeen } from '../../api/set-up-progress.ts';
import { CategoryBadge } from '../../policy/category-badge.tsx';
import { EffectBadge } from '../../policy/effect-badge.tsx';
import { CodeBlock } from '../../ui/copy.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Time } from '../../ui/time.tsx';
import styles from './set-up.module.css';
import type { StepBodyProps } from './step-body-props.ts';

type Pull = Answer<'listPulls'>['pulls'][number];

const pollMs = 1500;

export function PullStep({ org }: StepBodyProps) {
  const clients = useClientSetups();
  return (
    <>
      <p>With Docker Official Images only, the first line passes and the second is refused. Owners are never refused: sign docker in as a member to see it.</p>
      <Loaded query={clients} failure="The gateway’s address could not be loaded" lines={2}>
        {({ gateway_host: host }) => (
          <>
            <CodeBlock text={`docker pull ${host}/library/nginx`} label="the pull that passes" />
            <CodeBlock text={`docker pull ${host}/someuser/custom-image`} label="the pull that is refused" />
          </>
        )}
      </Loaded>
      <div aria-live="polite">
        <Newest org={org} effect="permit" waiting="Waiting for a pull that passes …" />
        <Newest org={org} effect="deny" waiting="Waiting for one that is refused …" />
      </div>
    </>
  );
}

function Newest({ org, effect, waiting }: { readonly org: string; readonly effect: Pull['effect']; readonly waiting: string }) {
  const { data } = $api.useQuery('get', '/v2/orgs/{org}/pulls', { params: { path: { org }, query: { effect, action: 'pull', limit: pullsSeen } } }, { refetchInterval: pollMs });
  const pull = effect === 'deny' ? data?.pulls[0] : data?.pulls.find(isServed);
  if (pull === undefined) return <p className={styles['soft']}>{waiting}</p>;
  const { id, registry, repository, tag, subject_name: name, time, enforced, category } = pull;
  return (
    <p className={styles['seen']}>
      <EffectBadge effect={effect} enforced={enforced} />
      <code>{`${registry === 'docker.io' ? '' : `${registry}/`}${repository}${tag === null ? '' : `:${tag}`}`}</code>
      <CategoryBadge category={category} />
      <span>
        by {name ?? 'somebody who was not signed in'}, <Time at={time} form="ago" />
      </span>
      <Link to="/orgs/$org/pulls" params={{ org }} search={{ pull: id }} aria-label={`${repository} under Pulls`}>
        Look at it
      </Link>
      {effect === 'deny' && (
        <Link to="/orgs/$org/check" params={{ org }} search={{ image: registry === 'docker.io' ? repository : `${registry}/${repository}` }}>
          Can I pull this?
        </Link>
      )}
    </p>
  );
}
