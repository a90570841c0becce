// Which span of time the page is about: kept in the address bar.
import { Link } from '@tanstack/react-router';
import type { OverviewSearch } from './overview-search.ts';
import styles from './period-choice.module.css';
import { type Period, periodDefault, periods } from './period.ts';

export function PeriodChoice({ org, search }: { readonly org: string; readonly search: OverviewSearch }) {
  const { period = periodDefault } = search;
  return (
    <nav className={styles['choice']} aria-label="Time shown">
      {(Object.keys(periods) as Period[]).map((each) => (
        <Link
          key={each}
          to="/orgs/$org"
          params={{ org }}
          search={{ ...search, period: each }}
          replace
          className={styles['period'] ?? ''}
          aria-current={each === period ? 'true' : undefined}
          data-current={each === period ? true : undefined}
        >
          {periods[each].name}
        </Link>
      ))}
    </nav>
  );
}
