// What was pulled and refused when: as a chart, or as the table that is behind it.
import { useNavigate } from '@tanstack/react-router';
import { Suspense, lazy, useId, useState } from 'react';
import { categoryTexts } from '../../../../src/contract/category-texts.ts';
import { Button } from '../../ui/button.tsx';
import { formatNumber } from '../../ui/format.ts';
import { Section } from '../../ui/page.tsx';
import { Select } from '../../ui/select.tsx';
import { Loading } from '../../ui/states.tsx';
import { wholeInterval } from './interval-words.ts';
import { OutcomeLegend } from './outcome-legend.tsx';
import { type Counts, noCounts, outcomeNames, plus, shownOutcomes } from './outcome.ts';
import { type OverviewSearch, type ShownCategory, shownCategories } from './overview-search.ts';
import { type Period, periods } from './period.ts';
import { PointTable } from './point-table.tsx';
import { type Statistics, pointsOf } from './use-overview.ts';

const TimeChart = lazy(async () => ({ default: (await import('./time-chart.tsx')).TimeChart }));

export interface TimeSectionProps {
  readonly org: string;
  readonly statistics: Statistics;
  readonly period: Period;
  readonly search: OverviewSearch;
}

export function TimeSection({ org, statistics, period, search }: TimeSectionProps) {
  const navigate = useNavigate();
  const [isTable, setTable] = useState(false);
  const id = useId();
  const points = pointsOf(statistics, search.category);
  const totals = points.reduce<Counts>(plus, noCounts);
  const shown = shownOutcomes(totals);
  const toggle = isTable ? 'Show as chart' : 'Show as table';
  const choose = (chosen: ShownCategory | 'all'): void => {
    void navigate({ to: '/orgs/$org', params: { org }, search: { ...(search.period !== undefined && { period: search.period }), ...(chosen !== 'all' && { category: chosen }) }, replace: true });
  };
  return (
    <Section
      title="Pulls over time"
      actions={
        <>
          <Select label="Category shown" isLabelHidden options={options} value={search.category ?? 'all'} onChange={choose} />
          <Button aria-label={`${toggle}: over time`} onPress={() => setTable(!isTable)}>
            {toggle}
          </Button>
        </>
      }
    >
      <OutcomeLegend label="Legend" totals={totals} outcomes={shown} />
      {isTable ? (
        <PointTable points={points} interval={statistics.interval} outcomes={shown} />
      ) : (
        <Suspense fallback={<Loading lines={6} label="The chart loads" />}>
          <TimeChart points={points} interval={statistics.interval} outcomes={shown} id={id} summary={summaryOf(totals, period, points[0]?.at, statistics.interval)} />
        </Suspense>
      )}
    </Section>
  );
}

const options = [
  { value: 'all' as const, label: 'All images' },
  ...shownCategories.map((category) => ({ value: category, label: category === 'none' ? 'Images of other registries' : categoryTexts[category].name })),
];

function summaryOf(totals: Counts, period: Period, first: string | undefined, interval: Statistics['interval']): string {
  const since = first === undefined ? '' : `, since ${wholeInterval(first, interval)}`;
  return `Bars: ${shownOutcomes(totals).map((outcome) => `${outcomeNames[outcome]} ${formatNumber(totals[outcome])}`).join(', ')} in the last ${periods[period].name}${since}. Show as table has every number.`;
}
