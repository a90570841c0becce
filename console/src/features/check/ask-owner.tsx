// For whoever may not change the policy: whom to ask, and the message to send them.
import { $api } from '../../api/client.ts';
import { useOrganization } from '../../api/organization.ts';
import { CodeBlock } from '../../ui/copy.tsx';
import type { CheckResult } from './use-check.ts';
import styles from './check-results.module.css';

const namedMax = 10;

export function AskOwner({ result }: { readonly result: CheckResult }) {
  const { name: org } = useOrganization();
  const owners = $api.useQuery('get', '/v2/orgs/{org}/members', { params: { path: { org }, query: { role: 'owner', page_size: namedMax } } });
  const { image, reason } = result;
  const names = (owners.data?.results ?? []).map(({ username, full_name: name }) => (name === '' ? username : `${name} (${username})`));
  const more = (owners.data?.count ?? 0) - names.length;
  const address = `${window.location.origin}/orgs/${org}/check?image=${encodeURIComponent(image)}`;
  const message = [`Could you allow ${image} for ${org}?`, ...(reason === null ? [] : [`Pullgate says: ${reason}`]), `Check it: ${address}`].join('\n');
  return (
    <div className={styles['step']}>
      <p>
        To have it allowed, ask an owner of {org}
        {names.length > 0 && `: ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`}. A message that says it all:
      </p>
      <CodeBlock text={message} label={`the message about ${image}`} />
    </div>
  );
}
