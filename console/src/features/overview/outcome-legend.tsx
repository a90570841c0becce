// Which colour and pattern is what, with its sum.
import { useId } from 'react';
import { formatNumber } from '../../ui/format.ts';
import { type Counts, type Outcome, outcomeNames } from './outcome.ts';
import styles from './outcome-legend.module.css';
import { OutcomePatterns, Swatch } from './swatch.tsx';

export interface OutcomeLegendProps {
  /** Read aloud: of which chart. */
  readonly label: string;
  readonly totals: Counts;
  readonly outcomes: readonly Outcome[];
}

export function OutcomeLegend({ label, totals, outcomes }: OutcomeLegendProps) {
  const id = useId();
  return (
    <>
      <svg className={styles['patterns']} aria-hidden="true">
        <OutcomePatterns id={id} />
      </svg>
      <ul className={styles['legend']} aria-label={label}>
        {outcomes.map((outcome) => (
          <li key={outcome}>
            <Swatch id={id} outcome={outcome} /> {outcomeNames[outcome]} <strong>{formatNumber(totals[outcome])}</strong>
          </li>
        ))}
      </ul>
    </>
  );
}
