// Pulls by category as bars that lie one below the other. Loaded only when there is something to draw: the chart library is large.
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { formatCompact } from '../../ui/format.ts';
import { type CategoryCounts, categoryName, shortCategoryName } from './category-counts.ts';
import styles from './chart.module.css';
import { OutcomeDetails } from './outcome-details.tsx';
import { type Outcome, outcomeNames } from './outcome.ts';
import { OutcomePatterns, patternOf } from './swatch.tsx';

export interface CategoryChartProps {
  readonly rows: readonly CategoryCounts[];
  /** In the order from the left. */
  readonly outcomes: readonly Outcome[];
  /** Of the patterns. */
  readonly id: string;
  /** Read aloud in place of the picture. */
  readonly summary: string;
}

const rowPx = 40;
const axisPx = 56;
const margin = { top: 4, right: 16, bottom: 20, left: 4 } as const;

export function CategoryChart({ rows, outcomes, id, summary }: CategoryChartProps) {
  const heightPx = rows.length * rowPx + axisPx;
  const rowOf = (name: unknown): CategoryCounts | undefined => rows.find(({ category }) => category === name);
  return (
    <div className={styles['chart']}>
      <ResponsiveContainer width="100%" height={heightPx} initialDimension={{ width: 600, height: heightPx }}>
        <BarChart layout="vertical" data={[...rows]} margin={margin} role="img" aria-label={summary} maxBarSize={18}>
          <OutcomePatterns id={id} />
          <CartesianGrid horizontal={false} />
          <XAxis type="number" allowDecimals={false} tickFormatter={formatCompact} tickLine={false} label={{ value: 'Pulls', position: 'insideBottom', offset: -14 }} />
          <YAxis type="category" dataKey="category" tickFormatter={shortCategoryName} tickLine={false} width={128} interval={0} />
          <Tooltip
            isAnimationActive={false}
            content={({ active, label }) => {
              const row = active ? rowOf(label) : undefined;
              return row === undefined ? null : <OutcomeDetails title={categoryName(row.category)} counts={row} outcomes={outcomes} id={id} />;
            }}
          />
          {outcomes.map((outcome) => (
            <Bar key={outcome} dataKey={outcome} name={outcomeNames[outcome]} stackId="all" fill={patternOf(id, outcome)} isAnimationActive={false} />
          ))}
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}
