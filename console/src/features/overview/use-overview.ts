// What the statistics say of the chosen time, and of the time before where that was measured from its beginning.
import { $api } from '../../api/client.ts';
import type { Answer } from '../../api/operation-types.ts';
import { useNow } from '../../ui/use-now.ts';
import { type Counts, noCounts, plus } from './outcome.ts';
import type { ShownCategory } from './overview-search.ts';
import { type Period, rangeBefore, rangeOf } from './period.ts';

export type Statistics = Answer<'showStatistics'>;
export type Point = Statistics['series'][number]['points'][number];

/** Everything on this page is asked for again so often. */
export const refreshMs = 30_000;
const topMax = 10;

/** By category; all of them have room. */
export function useStatistics(org: string, period: Period) {
  const range = rangeOf(period, useNow());
  return $api.useQuery('get', '/v2/orgs/{org}/statistics', { params: { path: { org }, query: { ...range, group_by: 'category', top: topMax } } }, { refetchInterval: refreshMs, placeholderData: (before) => before });
}

/** Undefined until it is known, and where records do not reach back to the beginning of that time. */
export function useCountsBefore(org: string, period: Period): Counts | undefined {
  const range = rangeBefore(rangeOf(period, useNow()));
  const older = $api.useQuery('get', '/v2/orgs/{org}/pulls', { params: { path: { org }, query: { to: range.from, limit: 1 } } }, { staleTime: Infinity });
  const isMeasured = older.data !== undefined && older.data.pulls.length > 0;
  const before = $api.useQuery('get', '/v2/orgs/{org}/statistics', { params: { path: { org }, query: range } }, { staleTime: Infinity, enabled: isMeasured });
  return isMeasured ? before.data?.totals : undefined;
}

/** What a category's key is in the statistics. */
export function categoryOfKey(key: string | null): ShownCategory {
  return (key ?? 'none') as ShownCategory;
}

/** Of one category, or of everything. */
export function pointsOf({ series, others }: Statistics, category: ShownCategory | undefined): readonly Point[] {
  const wanted = category === undefined ? [...series, ...(others === null ? [] : [others])] : series.filter(({ key }) => categoryOfKey(key) === category);
  const [first, ...more] = wanted;
  if (first === undefined) return [];
  return first.points.map((point, index) => ({ at: point.at, ...more.reduce<Counts>((counts, { points }) => plus(counts, points[index] ?? noCounts), point) }));
}
