// Pulls over time as bars, one upon the other. Loaded only when there is something to draw: the chart library is large.
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { formatCompact, formatNumber } from '../../ui/format.ts';
import { axisTitles, type ShownInterval, shortInterval, wholeInterval } from './interval-words.ts';
import { type Outcome, outcomeNames } from './outcome.ts';
import { OutcomePatterns, Swatch, patternOf } from './swatch.tsx';
import styles from './time-chart.module.css';
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
          <Tooltip isAnimationActive={false} content={({ active, label }) => (active ? <PointDetails point={points.find(({ at }) => at === label)} interval={interval} outcomes={outcomes} id={id} /> : null)} />
          {outcomes.map((outcome) => (
            <Bar key={outcome} dataKey={outcome} name={outcomeNames[outcome]} stackId="all" fill={patternOf(id, outcome)} isAnimationActive={false} />
          ))}
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}

interface PointDetailsProps extends Pick<TimeChartProps, 'interval' | 'outcomes' | 'id'> {
  readonly point: Point | undefined;
}

function PointDetails({ point, interval, outcomes, id }: PointDetailsProps) {
  if (point === undefined) return null;
  return (
    <div className={styles['details']}>
      <p className={styles['when']}>{wholeInterval(point.at, interval)}</p>
      {outcomes.map((outcome) => (
        <p key={outcome} className={styles['count']}>
          <Swatch id={id} outcome={outcome} />
          {outcomeNames[outcome]}
          <span className={styles['number']}>{formatNumber(point[outcome])}</span>
        </p>
      ))}
    </div>
  );
}
