// The records under one set of filters: their list, what is new in it, and what stands in its place while there is none.
import { ArrowUp } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { toFailure } from '../../api/failure.ts';
import { useOrganization } from '../../api/organization.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { formatCount, formatNumber } from '../../ui/format.ts';
import { Loading } from '../../ui/states.tsx';
import { FilterChips } from './filter-chips.tsx';
import { problemsOf, queryOf } from './filter-query.ts';
import { LiveStatus } from './live-status.tsx';
import { NoPulls, NotRead } from './no-pulls.tsx';
import { PullGrid } from './pull-grid.tsx';
import type { Pull } from './pull-names.ts';
import type { FilterName, Filters } from './pulls-search.ts';
import { useIsAtTop } from './use-is-at-top.ts';
import { usePulls } from './use-pulls.ts';
import styles from './pull-list.module.css';

export interface PullListProps {
  readonly filters: Filters;
  readonly onChange: (changed: { readonly [Name in FilterName]?: string | undefined }) => void;
  readonly onClear: () => void;
  readonly onOpen: (pull: Pull) => void;
}

export function PullList({ filters, onChange, onClear, onOpen }: PullListProps) {
  const { name: org } = useOrganization();
  // "The last hour" is counted from when it was asked for: the list is made anew with other filters.
  const [query] = useState(() => queryOf(filters, Date.now()));
  const isAtTop = useIsAtTop();
  const [isLive, setLive] = useState(true);
  const { older, newest, rows, waiting, takeArrivals } = usePulls({ org, query, isLive, isAtTop });
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = older;
  const needOlder = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);
  // A rare filter may find nothing for pages.
  const isLooking = rows.length === 0 && hasNextPage && !isFetchNextPageError;
  useEffect(() => {
    if (isLooking) needOlder();
  }, [isLooking, needOlder]);
  const failure = older.isError ? toFailure(older.error) : undefined;
  const problems = { ...problemsOf(filters), ...failure?.fields };
  const showNew = (): void => {
    takeArrivals();
    window.scrollTo({ top: 0 });
  };

  return (
    <div className={styles['list']}>
      <FilterChips filters={filters} problems={problems} onRemove={(names) => onChange(Object.fromEntries(names.map((name) => [name, undefined])))} onClear={onClear} />
      {rows.length > 0 && <LiveStatus isLive={isLive} onToggle={() => setLive((was) => !was)} />}
      {(older.isPending || isLooking) && <Loading lines={12} label="Looking through the pulls" />}
      {failure !== undefined && rows.length === 0 && <NotRead failure={failure} onRetry={() => void (isFetchNextPageError ? fetchNextPage() : older.refetch())} onClear={onClear} />}
      {older.isSuccess && rows.length === 0 && !hasNextPage && <NoPulls isFiltered={Object.keys(filters).length > 0} onClear={onClear} />}
      {newest.isError && toFailure(newest.error).status !== 0 && <Banner tone="warning">New pulls could not be loaded: {toFailure(newest.error).message}</Banner>}
      {rows.length > 0 && <PullGrid rows={rows} hasOlder={hasNextPage} onNeedOlder={needOlder} onOpen={onOpen} onFilter={onChange} />}
      {rows.length > 0 && (
        <p className={styles['end']} role="status">
          {isFetchNextPageError ? 'Older pulls could not be loaded.' : hasNextPage ? `${formatNumber(rows.length)} pulls loaded, older ones follow as you scroll` : formatCount(rows.length, 'pull')}
          {isFetchNextPageError && (
            <Button size="small" onPress={() => void fetchNextPage()}>
              Try again
            </Button>
          )}
        </p>
      )}
      {waiting.count > 0 && !(isAtTop && isLive) && (
        <div className={styles['new']}>
          <Button look="primary" size="small" icon={<ArrowUp aria-hidden="true" />} onPress={showNew}>
            {`${formatNumber(waiting.count)}${waiting.isMore ? ' or more' : ''} new`}
          </Button>
        </div>
      )}
    </div>
  );
}
