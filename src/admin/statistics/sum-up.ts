// Adds counts up to the series of a chart: the largest keys, and all others in one.
import type { CountOfSpan, DecisionCounts } from './statistics.port.ts';
import type { Intervals } from './spans.ts';
import type { Statistics, StatisticsCounts, StatisticsPoint } from '../../contract/statistics.ts';

type Parts = () => AsyncIterable<readonly CountOfSpan[] | 'too-many'>;
type Series = Pick<Statistics, 'totals' | 'series' | 'others'>;

interface Tally extends StatisticsCounts {
  pulls: number;
  denials: number;
  audited: number;
}

/** `parts` is read twice: which keys are the largest, then their points, so that those of all others need no room. */
export async function sumUp(parts: Parts, intervals: Intervals, top: number): Promise<Series | 'too-many'> {
  const totals = new Map<string, Tally>();
  for await (const part of parts()) {
    if (part === 'too-many') return 'too-many';
    for (const { key, ...counts } of part) add(entryOf(totals, key, newTally), counts);
  }
  const largest = [...totals]
    .toSorted(([oneKey, one], [otherKey, other]) => sizeOf(other) - sizeOf(one) || (oneKey < otherKey ? -1 : 1))
    .slice(0, top)
    .map(([key]) => key);

  const everything = newTally();
  const others = createSeries(intervals);
  const byKey = new Map(largest.map((key) => [key, createSeries(intervals)] as const));
  for await (const part of parts()) {
    if (part === 'too-many') return 'too-many';
    for (const { key, hour, ...counts } of part) {
      add(everything, counts);
      (byKey.get(key) ?? others).add(intervals.indexOf(hour), counts);
    }
  }
  return {
    totals: everything,
    series: [...byKey].map(([key, series]) => ({ key: key === '' ? null : key, ...series.written() })),
    others: totals.size > largest.length ? others.written() : null,
  };
}

function createSeries({ count, startOf }: Intervals) {
  const totals = newTally();
  const points = Array.from({ length: count }, newTally);
  return {
    add: (index: number, counts: DecisionCounts): void => {
      const point = points[index];
      if (point === undefined) return;
      add(point, counts);
      add(totals, counts);
    },
    written: (): { readonly points: StatisticsPoint[]; readonly totals: StatisticsCounts } => ({ points: points.map((point, index) => ({ at: startOf(index), ...point })), totals }),
  };
}

function newTally(): Tally {
  return { pulls: 0, denials: 0, audited: 0 };
}

function add(tally: Tally, { pulls, denials, audited }: DecisionCounts): void {
  tally.pulls += pulls;
  tally.denials += denials;
  tally.audited += audited;
}

function sizeOf({ pulls, denials, audited }: DecisionCounts): number {
  return pulls + denials + audited;
}

function entryOf<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const found = map.get(key) ?? make();
  map.set(key, found);
  return found;
}
