// GET /v2/orgs/{org}/statistics: pulls and denials over time, and what was refused most often. Members see their own.
import { pointsMax } from '../../contract/statistics.ts';
import type { Operation } from '../operation.ts';
import { invalidRequest } from '../problem.ts';
import { intervalsOf } from './spans.ts';
import type { StatisticsStore } from './statistics.port.ts';
import { sumUp } from './sum-up.ts';

const dayMs = 24 * 60 * 60 * 1000;
const rangeMsDefault = 7 * dayMs;

export interface ShowStatisticsOptions {
  readonly store: StatisticsStore;
  readonly now: () => number;
}

export function createShowStatistics({ store, now }: ShowStatisticsOptions): Operation<'showStatistics'> {
  return async ({ membership, caller, query }) => {
    const { interval, group_by: groupBy, top } = query;
    const toMs = query.to === undefined ? now() : Date.parse(query.to);
    const fromMs = query.from === undefined ? toMs - rangeMsDefault : Date.parse(query.from);
    if (fromMs >= toMs) throw invalidRequest({ from: [query.to === undefined ? 'is not before now: choose an earlier time' : 'is not before to: choose an earlier time'] });
    const intervals = intervalsOf(interval, fromMs, toMs);
    if (intervals === undefined) throw invalidRequest({ interval: [`makes more than ${pointsMax} points of this time: choose a longer interval, or a shorter time`] });

    const { organization, role } = membership;
    const asked = {
      organization,
      fromHour: intervals.fromHour,
      toHour: intervals.toHour,
      spanHours: interval === 'hour' ? 1 : 24,
      ...(role === 'owner' ? {} : { subjectName: caller.name }),
    } as const;
    // All in one is the sum over any dimension that everything is counted in.
    const counted = await sumUp(() => store.readCounts({ ...asked, dimension: groupBy ?? 'effect' }), intervals, groupBy === undefined ? 0 : top);
    if (counted === 'too-many') throw invalidRequest({ from: ['reaches over too many records of yours: choose a shorter time'] });
    const { totals, others } = counted;
    const everything = others ?? { points: Array.from({ length: intervals.count }, (_, index) => ({ at: intervals.startOf(index), pulls: 0, denials: 0, audited: 0 })), totals };
    return {
      body: {
        from: intervals.startOf(0),
        to: intervals.startOf(intervals.count),
        interval,
        group_by: groupBy ?? null,
        ...(groupBy === undefined ? { totals, series: [{ key: null, ...everything }], others: null } : counted),
        top_refused: [...(await store.mostRefused(asked, top))],
      },
    };
  };
}
