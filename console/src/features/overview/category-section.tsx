// What was pulled and refused by category: as a chart, or as the table that is behind it.
import { Suspense, lazy, useId, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { formatNumber } from '../../ui/format.ts';
import { Section } from '../../ui/page.tsx';
import { Loading } from '../../ui/states.tsx';
import { type CategoryCounts, categoryName } from './category-counts.ts';
import { CategoryTable } from './category-table.tsx';
import { OutcomeLegend } from './outcome-legend.tsx';
import { type Outcome, outcomeNames, shownOutcomes } from './outcome.ts';
import { type Statistics, categoryOfKey } from './use-overview.ts';

const CategoryChart = lazy(async () => ({ default: (await import('./category-chart.tsx')).CategoryChart }));

export interface CategorySectionProps {
  readonly org: string;
  readonly statistics: Statistics;
}

export function CategorySection({ org, statistics: { series, totals, from } }: CategorySectionProps) {
  const [isTable, setTable] = useState(false);
  const id = useId();
  const rows: readonly CategoryCounts[] = series.map(({ key, totals: counts }) => ({ category: categoryOfKey(key), ...counts }));
  const outcomes = shownOutcomes(totals);
  const toggle = isTable ? 'Show as chart' : 'Show as table';
  return (
    <Section
      title="By category"
      actions={
        <Button aria-label={`${toggle}: by category`} onPress={() => setTable(!isTable)}>
          {toggle}
        </Button>
      }
    >
      <OutcomeLegend label="Legend by category" totals={totals} outcomes={outcomes} />
      {isTable ? (
        <CategoryTable org={org} rows={rows} outcomes={outcomes} from={from} />
      ) : (
        <Suspense fallback={<Loading lines={4} label="The chart loads" />}>
          <CategoryChart rows={rows} outcomes={outcomes} id={id} summary={summaryOf(rows, outcomes)} />
        </Suspense>
      )}
    </Section>
  );
}

function summaryOf(rows: readonly CategoryCounts[], outcomes: readonly Outcome[]): string {
  const words = rows.map((row) => `${categoryName(row.category)} ${outcomes.map((outcome) => `${outcomeNames[outcome].toLowerCase()} ${formatNumber(row[outcome])}`).join(', ')}`);
  return `Bars by category: ${words.join('; ')}. Show as table has every number.`;
}
