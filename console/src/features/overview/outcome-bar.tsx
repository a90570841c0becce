// A bar of what became of the requests for something, as long as its share of the largest.
import { type Counts, outcomes, sumOf } from './outcome.ts';
import styles from './outcome-bar.module.css';
import { patternOf } from './swatch.tsx';

export interface OutcomeBarProps {
  /** Of the patterns that stand in the same page. */
  readonly id: string;
  readonly counts: Counts;
  /** From 0 to 1. */
  readonly share: number;
}

/** Its numbers stand beside it: it is nothing to be read aloud. */
export function OutcomeBar({ id, counts, share }: OutcomeBarProps) {
  const total = Math.max(1, sumOf(counts));
  const parts = outcomes.filter((outcome) => counts[outcome] > 0).map((outcome, index, all) => ({ outcome, width: counts[outcome] / total, x: all.slice(0, index).reduce((sum, each) => sum + counts[each] / total, 0) }));
  return (
    <svg className={styles['bar']} style={{ width: `${Math.max(0.5, share * 100)}%` }} aria-hidden="true">
      {parts.map(({ outcome, x, width }) => (
        <rect key={outcome} x={`${x * 100}%`} width={`${width * 100}%`} height="100%" fill={patternOf(id, outcome)} />
      ))}
    </svg>
  );
}
