// History: who changed the policy when, and the way back.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router';
import { $api } from '../../api/client.ts';
import type { Answer } from '../../api/operation-types.ts';
import { useOrganization } from '../../api/organization.ts';
import { revisionWords } from '../../policy/change-words.ts';
import { Badge } from '../../ui/badge.tsx';
import { formatNumber } from '../../ui/format.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { Pager } from '../../ui/pager.tsx';
import { Empty } from '../../ui/states.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import styles from './history.module.css';
import type { HistorySearch } from './history-search.ts';
import { RevisionPanel } from './revision-panel.tsx';

type Revision = Answer<'listRevisions'>['results'][number];

const pageSize = 25;
const route = getRouteApi('/signed-in/orgs/$org/history');

export function HistoryPage() {
  const { name: org } = useOrganization();
  const search = route.useSearch();
  const navigate = useNavigate();
  const page = Number(search.page ?? 1);
  const query = useQuery({ ...$api.queryOptions('get', '/v2/orgs/{org}/settings/revisions', { params: { path: { org }, query: { page, page_size: pageSize } } }), placeholderData: keepPreviousData });
  const go = (change: HistorySearch): void => void navigate({ to: '/orgs/$org/history', params: { org }, search: change });
  const listed: HistorySearch = search.page === undefined ? {} : { page: search.page };
  return (
    <Page title="History" description={`Who changed the policy of ${org} when, and what. Any revision can be brought back; nothing is ever cut from the history.`} width="wide">
      <Section title="Revisions" isFlush>
        <Loaded query={query} failure="The history could not be loaded" lines={8}>
          {({ results, count }) => (
            <>
              <Table label="Revisions of the settings" columns={columnsFor(org, listed, count)} rows={results} keyOf={({ revision }) => revision} empty={<Empty title="No revisions on this page">Turn back to the first page.</Empty>} />
              <div className={styles['pager']}>
                <Pager page={page} pageSize={pageSize} count={count} what="revisions" onPage={(next) => go(next === 1 ? {} : { page: String(next) })} />
              </div>
            </>
          )}
        </Loaded>
      </Section>
      {search.revision !== undefined && (
        <RevisionPanel
          key={search.revision}
          revision={Number(search.revision)}
          against={search.against ?? 'before'}
          onAgainst={(against) => go({ ...listed, revision: search.revision, ...(against === 'now' && { against }) })}
          onClose={() => go(listed)}
        />
      )}
    </Page>
  );
}

/** Numbered without gaps, so that the newest has the number of how many there are. */
function columnsFor(org: string, listed: HistorySearch, newest: number): readonly Column<Revision>[] {
  return [
    {
      id: 'revision',
      title: 'Revision',
      isRowHeader: true,
      cell: ({ revision }) => (
        <span className={styles['revision']}>
          <Link to="/orgs/$org/history" params={{ org }} search={{ ...listed, revision: String(revision) }} aria-label={`Revision ${revision}`}>
            {formatNumber(revision)}
          </Link>
          {revision === newest && <Badge tone="good">In force</Badge>}
        </span>
      ),
    },
    { id: 'at', title: 'When', cell: ({ at }) => <span className={styles['when']}><Time at={at} /></span> },
    { id: 'by', title: 'Who', cell: ({ by }) => by },
    { id: 'summary', title: 'What', cell: (revision) => <span className={styles['summary']}>{revisionWords(revision)}</span> },
  ];
}
