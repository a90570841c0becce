// The look of an outcome: a colour, and a pattern for those who see the colours alike. The same in the chart, its legend and the bars of tables.
import type { Outcome } from './outcome.ts';
import styles from './swatch.module.css';

/** To be named by `fill`, within the chart's own SVG. */
export function OutcomePatterns({ id }: { readonly id: string }) {
  return (
    <defs>
      <pattern id={`${id}-pulls`} width="8" height="8" patternUnits="userSpaceOnUse">
        <rect width="8" height="8" className={styles['pulls']} />
      </pattern>
      <pattern id={`${id}-denials`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="6" height="6" className={styles['denials']} />
        <rect width="2" height="6" className={styles['gap']} />
      </pattern>
      <pattern id={`${id}-audited`} width="6" height="6" patternUnits="userSpaceOnUse">
        <rect width="6" height="6" className={styles['audited']} />
        <circle cx="3" cy="3" r="1.3" className={styles['gap']} />
      </pattern>
    </defs>
  );
}

export function patternOf(id: string, outcome: Outcome): string {
  return `url(#${id}-${outcome})`;
}

/** A small square of it, before its name. `id` is that of the patterns. */
export function Swatch({ id, outcome }: { readonly id: string; readonly outcome: Outcome }) {
  return (
    <svg className={styles['swatch']} width="14" height="14" aria-hidden="true">
      <rect width="14" height="14" rx="3" fill={patternOf(id, outcome)} />
    </svg>
  );
}
