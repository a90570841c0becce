// Whom a change would have refused or let pass in the last days, from the pull records.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { toFailure } from '../api/failure.ts';
import type { Answer } from '../api/operation-types.ts';
import { useOrganization } from '../api/organization.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { formatCount, formatNumber } from '../ui/format.ts';
import { Loading } from '../ui/states.tsx';
import { Select } from '../ui/select.tsx';
import { Time } from '../ui/time.tsx';
import type { SettingsChange } from './change-body.ts';
import { CategoryBadge } from './category-badge.tsx';
import styles from './preview.module.css';

type PreviewAnswer = Answer<'previewSettings'>;
type Group = PreviewAnswer['newly_refused'];

const dayMs = 86_400_000;
const spans = [
  { value: '7', label: 'Last 7 days' },
  { value: '30', label: 'Last 30 days' },
] as const;
type Span = (typeof spans)[number]['value'];

const heading = 'What it would have done';

/** In a preview's place until it is known what is previewed, so that the buttons below it stay where somebody is about to press them. */
export function PreviewToCome({ children }: { readonly children: string }) {
  return (
    <section className={styles['preview']} aria-label={heading}>
      <h3>{heading}</h3>
      <p className={styles['nothing']}>{children}</p>
    </section>
  );
}

export interface PreviewProps {
  readonly change: SettingsChange;
  /** Of the settings that the change is laid over: another one, and it is asked anew. */
  readonly revision: number;
}

export function Preview({ change, revision }: PreviewProps) {
  const { name: org } = useOrganization();
  const [days, setDays] = useState<Span>('7');
  const query = useQuery({
    queryKey: ['settings preview', org, revision, days, change],
    queryFn: async ({ signal }) => {
      const since = new Date(Date.now() - Number(days) * dayMs).toISOString();
      const { data } = await api.POST('/v2/orgs/{org}/settings/preview', { params: { path: { org } }, body: { ...change, since }, signal });
      return data;
    },
    gcTime: 0,
  });
  return (
    <section className={styles['preview']} aria-label={heading}>
      <header className={styles['header']}>
        <h3>{heading}</h3>
        <Select label="Pulls of" isLabelHidden options={spans} value={days} onChange={setDays} />
      </header>
      {query.isPending && <Loading lines={2} label="Looking through the pulls" />}
      {query.isError && (
        <Banner tone="danger" title="The pulls could not be looked through" actions={<Button onPress={() => void query.refetch()}>Try again</Button>}>
          {toFailure(query.error).message}
        </Banner>
      )}
      {query.data !== undefined && <Findings preview={query.data} days={days} />}
    </section>
  );
}

const groups = [
  { key: 'newly_refused', verb: 'would be refused', tone: 'danger' },
  { key: 'newly_recorded', verb: 'would be recorded as refused, and let through', tone: 'warning' },
  { key: 'newly_permitted', verb: 'would be allowed', tone: 'good' },
] as const;

function Findings({ preview, days }: { readonly preview: PreviewAnswer; readonly days: Span }) {
  const found = groups.filter(({ key }) => preview[key].repositories > 0);
  return (
    <>
      {!preview.is_complete && (
        <Banner tone="warning">
          There are too many pulls to look at all of them: these are the newest {formatNumber(preview.records)}, since <Time at={preview.since} />.
        </Banner>
      )}
      {found.length === 0 && (
        <p className={styles['nothing']}>{preview.records === 0 ? `Nothing was pulled in the last ${days} days.` : `No pull of the last ${days} days would have gone another way.`}</p>
      )}
      {found.map(({ key, verb, tone }) => (
        <Finding key={key} group={preview[key]} verb={verb} tone={tone} days={days} />
      ))}
    </>
  );
}

interface FindingProps {
  readonly group: Group;
  readonly verb: string;
  readonly tone: string;
  readonly days: Span;
}

function Finding({ group, verb, tone, days }: FindingProps) {
  const words = `${formatCount(group.repositories, 'repository', 'repositories')} pulled by ${formatCount(group.people, 'person', 'people')} in the last ${days} days ${verb}`;
  return (
    <details className={styles['finding']} data-tone={tone}>
      <summary>{words}</summary>
      <ul aria-label="Repositories" tabIndex={0}>
        {group.results.map(({ registry, repository, action, category, requests, people, people_count: count }) => (
          <li key={`${registry}/${repository} ${action}`}>
            <span className={styles['repository']}>
              <code>{registry === 'docker.io' ? repository : `${registry}/${repository}`}</code>
              {category !== null && <CategoryBadge category={category} />}
            </span>
            <span className={styles['people']}>
              {people.join(', ')}
              {count > people.length && ` and ${formatNumber(count - people.length)} more`}
              {`, ${formatCount(requests, 'request')}`}
              {action !== 'pull' && ` (${action})`}
            </span>
          </li>
        ))}
      </ul>
      {group.repositories > group.results.length && <p className={styles['people']}>And {formatNumber(group.repositories - group.results.length)} more, pulled less often.</p>}
    </details>
  );
}
