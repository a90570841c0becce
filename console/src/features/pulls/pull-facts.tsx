// What a record says, field by field.
import { Link } from '@tanstack/react-router';
import { categoryTexts } from '../../../../src/contract/category-texts.ts';
import { ruleTexts } from '../../../../src/contract/rule-texts.ts';
import { useOrganization } from '../../api/organization.ts';
import { CategoryBadge } from '../../policy/category-badge.tsx';
import { EffectBadge } from '../../policy/effect-badge.tsx';
import { Banner } from '../../ui/banner.tsx';
import { CopyButton } from '../../ui/copy.tsx';
import { Facts } from '../../ui/facts.tsx';
import { formatBytes } from '../../ui/format.ts';
import { Time } from '../../ui/time.tsx';
import { endpointTexts, personName, type Pull, repositoryName } from './pull-names.ts';
import styles from './pull-facts.module.css';

export function PullFacts({ pull }: { readonly pull: Pull }) {
  const { name: org } = useOrganization();
  const { action, category, client_address: address, digest, effect, endpoint, enforced, method, organization, outcome, policy_revision: revision, reason, request_id: request, rule, tag, time, token_id: token, user_agent: client } = pull;
  const facts: (readonly [string, React.ReactNode] | false)[] = [
    ['Result', <EffectBadge key="result" effect={effect} enforced={enforced} />],
    ['Time', <Time key="time" at={time} form="both" />],
    ['Person', personName(pull)],
    token !== null && ['Access token', <code key="token">{token}</code>],
    ['Action', action === 'pull' ? 'Pull' : 'Push'],
    ['Repository', <code key="repository">{repositoryName(pull)}</code>],
    ['Registry', pull.registry],
    tag !== null && ['Tag', <code key="tag">{tag}</code>],
    digest !== null && ['Digest', <code key="digest">{digest}</code>],
    ['Asked for', endpointTexts[endpoint]],
    [
      'Category',
      <span key="category" className={styles['stack']}>
        <CategoryBadge category={category} />
        <span className={styles['soft']}>{category === null ? 'Only images of Docker Hub have categories.' : categoryTexts[category].description}</span>
      </span>,
    ],
    ['Rule that decided', ruleTexts[rule]],
    organization !== null && ['Organization', organization],
    revision !== null && [
      'Policy revision',
      organization === org ? (
        <Link key="revision" to="/orgs/$org/history" params={{ org }}>
          {revision}
        </Link>
      ) : (
        revision
      ),
    ],
    ['Answer', `${outcomeText(outcome)}, ${formatBytes(pull.bytes)}`],
    ['Client', client === '' ? 'It did not say' : client],
    ['Client address', address],
    ['Method', method],
    ['Request', <span key="request" className={styles['copied']}><code>{request}</code><CopyButton text={request} label="the request's id" /></span>],
  ];
  return (
    <>
      {reason !== null && (
        <Banner tone={enforced ? 'danger' : 'warning'} title={enforced ? 'What the person read' : 'What the person would have read'}>
          {reason}
        </Banner>
      )}
      <Facts facts={facts.filter((fact) => fact !== false)} />
    </>
  );
}

function outcomeText(status: number): string {
  if (status >= 200 && status < 300) return `${status}, delivered`;
  if (status >= 300 && status < 400) return `${status}, sent on to where it lies`;
  if (status === 401 || status === 403) return `${status}, refused`;
  if (status === 404) return `${status}, not found`;
  if (status === 429) return `${status}, too many requests`;
  return status >= 500 ? `${status}, failed` : String(status);
}
