// How a count differs from the one of the time before: nothing where that was not measured.
import { formatNumber, formatShare } from '../../ui/format.ts';
import { type Period, periods } from './period.ts';

export interface ComparisonProps {
  readonly now: number;
  /** Undefined: not measured. */
  readonly before: number | undefined;
  readonly period: Period;
}

export function Comparison({ now, before, period }: ComparisonProps) {
  if (before === undefined) return null;
  const words = `${formatNumber(before)} in the ${periods[period].name} before`;
  if (before === 0 || before === now) return <>{words}</>;
  const change = (now - before) / before;
  return <>{`${change > 0 ? '+' : '−'}${formatShare(Math.abs(change))}: ${words}`}</>;
}
