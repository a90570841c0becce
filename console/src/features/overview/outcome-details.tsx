// What stands behind a bar, shown where it is pointed at or reached with the arrow keys.
import { formatNumber } from '../../ui/format.ts';
import styles from './chart.module.css';
import { type Counts, type Outcome, outcomeNames } from './outcome.ts';
import { Swatch } from './swatch.tsx';

export interface OutcomeDetailsProps {
  readonly title: string;
  readonly counts: Counts | undefined;
  readonly outcomes: readonly Outcome[];
  /** Of the patterns. */
  readonly id: string;
}

export function OutcomeDetails({ title, counts, outcomes, id }: OutcomeDetailsProps) {
  if (counts === undefined) return null;
  return (
    <div className={styles['details']}>
      <p className={styles['when']}>{title}</p>
      {outcomes.map((outcome) => (
        <p key={outcome} className={styles['count']}>
          <Swatch id={id} outcome={outcome} />
          {outcomeNames[outcome]}
          <span className={styles['number']}>{formatNumber(counts[outcome])}</span>
        </p>
      ))}
    </div>
  );
}
