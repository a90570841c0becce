// The log, newest first: more of it is loaded when asked for, and stays true while entries are added.
import { keepPreviousData } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { $api } from '../../api/client.ts';
import { Button } from '../../ui/button.tsx';
import { formatCount } from '../../ui/format.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Section } from '../../ui/page.tsx';
import { Empty } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { activityColumns } from './activity-columns.tsx';
import { ActivityFilterBar } from './activity-filter-bar.tsx';
import { filtersOf } from './activity-search.ts';
import styles from './activity.module.css';

const route = getRouteApi('/signed-in/orgs/$org/activity');
const pageSize = 50;

export function ActivityList({ org }: { readonly org: string }) {
  const search = route.useSearch();
  const filters = filtersOf(search);
  const query = $api.useInfiniteQuery(
    'get',
    '/v2/orgs/{org}/activity',
    { params: { path: { org }, query: { ...filters, limit: pageSize } } },
    { pageParamName: 'cursor', initialPageParam: null, getNextPageParam: ({ next_cursor: next }: { readonly next_cursor: string | null }) => next ?? undefined, placeholderData: keepPreviousData },
  );
  const isFiltered = Object.keys(filters).length > 0;
  const empty = <Empty title={isFiltered ? 'Nothing found' : 'Nothing has been changed yet'}>{isFiltered ? 'No entry fits: change the filters.' : 'Whatever somebody changes is written down here.'}</Empty>;
  return (
    <Section title="Log" isFlush>
      <ActivityFilterBar org={org} />
      <Loaded query={query} failure="The log could not be loaded" lines={10}>
        {({ pages }) => {
          const entries = pages.flatMap(({ activity }) => activity);
          return (
            <>
              <Table label="Entries of the log" columns={activityColumns} rows={entries} keyOf={({ sequence }) => sequence} empty={empty} />
              {entries.length > 0 && (
                <div className={styles['more']}>
                  <span>{query.hasNextPage ? `The newest ${formatCount(entries.length, 'entry', 'entries')}` : `${formatCount(entries.length, 'entry', 'entries')}, no older ones`}</span>
                  {query.hasNextPage && (
                    <Button size="small" isPending={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
                      Load older entries
                    </Button>
                  )}
                </div>
              )}
            </>
          );
        }}
      </Loaded>
    </Section>
  );
}
