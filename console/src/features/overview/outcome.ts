// What can become of a request, in the words, the order and the look that it has in every chart.
import type { Answer } from '../../api/operation-types.ts';

export type Counts = Answer<'showStatistics'>['totals'];
export type Outcome = keyof Counts;

export const outcomes: readonly Outcome[] = ['pulls', 'denials', 'audited'];

export const outcomeNames = { pulls: 'Allowed', denials: 'Refused', audited: 'Recorded, let through' } as const satisfies Record<Outcome, string>;

export const noCounts: Counts = { pulls: 0, denials: 0, audited: 0 };

export function plus(one: Counts, other: Counts): Counts {
  return { pulls: one.pulls + other.pulls, denials: one.denials + other.denials, audited: one.audited + other.audited };
}

export function sumOf({ pulls, denials, audited }: Counts): number {
  return pulls + denials + audited;
}

/** Those that are worth a column: `audited` only where it ever happened. */
export function shownOutcomes(counts: Counts): readonly Outcome[] {
  return outcomes.filter((outcome) => outcome !== 'audited' || counts.audited > 0);
}
