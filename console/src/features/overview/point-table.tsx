// Every number of the chart, the newest first.
import { formatNumber } from '../../ui/format.ts';
import { Table } from '../../ui/table.tsx';
import { type ShownInterval, wholeInterval } from './interval-words.ts';
import { type Outcome, outcomeNames } from './outcome.ts';
import styles from './point-table.module.css';
import type { Point } from './use-overview.ts';

export interface PointTableProps {
  readonly points: readonly Point[];
  readonly interval: ShownInterval;
  readonly outcomes: readonly Outcome[];
}

const titles = { hour: 'Hour', day: 'Day (UTC)', week: 'Week (UTC)' } as const satisfies Record<ShownInterval, string>;

export function PointTable({ points, interval, outcomes }: PointTableProps) {
  return (
    <div className={styles['frame']}>
      <Table
        label="Every number of the chart"
        rows={points.toReversed()}
        keyOf={({ at }) => at}
        columns={[
          { id: 'at', title: titles[interval], isRowHeader: true, cell: ({ at }) => wholeInterval(at, interval) },
          ...outcomes.map((outcome) => ({ id: outcome, title: outcomeNames[outcome], kind: 'number' as const, cell: (point: Point) => formatNumber(point[outcome]) })),
        ]}
      />
    </div>
  );
}
