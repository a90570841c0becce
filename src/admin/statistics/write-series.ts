// Puts counts into the series of a chart, where every interval has a point.
import type { StatisticsCounts, StatisticsPoint } from '../../contract/statistics.ts';
import type { Intervals } from './spans.ts';
import type { CountOfSpan } from './statistics.port.ts';

export interface Series {
  readonly points: StatisticsPoint[];
  readonly totals: StatisticsCounts;
}

export function writeSeries(spans: readonly CountOfSpan[], { count, startOf, indexOf }: Intervals): Series {
  const totals = { pulls: 0, denials: 0, audited: 0 };
  const points = Array.from({ length: count }, (_, index) => ({ at: startOf(index), pulls: 0, denials: 0, audited: 0 }));
  for (const { hour, pulls, denials, audited } of spans) {
    const point = points[indexOf(hour)];
    if (point === undefined) continue;
    for (const tally of [point, totals]) {
      tally.pulls += pulls;
      tally.denials += denials;
      tally.audited += audited;
    }
  }
  return { points, totals };
}

/** What all have and none of `some` does: the others. */
export function withoutThose(all: readonly CountOfSpan[], some: readonly CountOfSpan[]): readonly CountOfSpan[] {
  return [...all, ...some.map(({ hour, pulls, denials, audited }) => ({ hour, pulls: -pulls, denials: -denials, audited: -audited }))];
}
