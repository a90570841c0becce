// Pulls over time as bars, one upon the other. Loaded only when there is something to draw: the chart library is large.
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { formatCompact } from '../../ui/format.ts';
import { axisTitles, type ShownInterval, shortInterval, wholeInterval } from './interval-words.ts';
import styles from './chart.module.css';
import { OutcomeDetails } from './outcome-details.tsx';
import { type Outcome, outcomeNames } from './outcome.ts';
import { OutcomePatterns, patternOf } from './swatch.tsx';
import type { Point } from './use-overview.ts';

export interface TimeChartProps {
  readonly points: readonly Point[];
  readonly interval: ShownInterval;
  /** In the order from the bottom up. */
  readonly outcomes: readonly Outcome[];
  /** Of the patterns. */
  readonly id: string;
  /** Read aloud in place of the picture. */
  readonly summary: string;
}

const heightPx = 280;
const margin = { top: 8, right: 4, bottom: 20, left: 12 } as const;

export function TimeChart({ points, interval, outcomes, id, summary }: TimeChartProps) {
  return (
    <div className={styles['chart']}>
      <ResponsiveContainer width="100%" height={heightPx} initialDimension={{ width: 600, height: heightPx }}>
        <BarChart data={[...points]} margin={margin} role="img" aria-label={summary} maxBarSize={36} barCategoryGap="18%">
          <OutcomePatterns id={id} />
          <CartesianGrid vertical={false} />
          <XAxis
            dataKey="at"
            tickFormatter={(at: string) => shortInterval(at, interval)}
            tickLine={false}
            minTickGap={16}
            label={{ value: axisTitles[interval], position: 'insideBottom', offset: -14 }}
          />
          <YAxis allowDecimals={false} tickFormatter={formatCompact} tickLine={false} axisLine={false} width={44} label={{ value: 'Pulls', angle: -90, position: 'insideLeft', offset: 0 }} />
          <Tooltip isAnimationActive={false} content={({ active, label }) => (active ? <OutcomeDetails title={wholeInterval(String(label), interval)} counts={points.find(({ at }) => at === label)} outcomes={outcomes} id={id} /> : null)} />
          {outcomes.map((outcome) => (
            <Bar key={outcome} dataKey={outcome} name={outcomeNames[outcome]} stackId="all" fill={patternOf(id, outcome)} isAnimationActive={false} />
          ))}
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}
