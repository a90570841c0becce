// GET /v2/orgs/{org}/statistics: pulls and denials over time, and what was refused most often. Members see their own.
import { pointsMax } from '../../contract/statistics.ts';
import type { Operation } from '../operation.ts';
import { invalidRequest } from '../problem.ts';
import { intervalsOf } from './spans.ts';
import type { StatisticsStore } from './statistics.port.ts';
import { withoutThose, writeSeries } from './write-series.ts';

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
    const range = {
      organization,
      fromHour: intervals.fromHour,
      toHour: intervals.toHour,
      spanHours: interval === 'hour' ? 1 : 24,
      ...(role === 'owner' ? {} : { subjectName: caller.name }),
    } as const;
    // Ungrouped they are the sum over any dimension that everything is counted in.
    const counted = await store.countDecisions(range, groupBy ?? 'effect', groupBy === undefined ? 0 : top);
    const refused = await store.mostRefused(range, top);
    if (counted === 'too-many' || refused === 'too-many') throw invalidRequest({ from: ['reaches over too many records of yours: choose a shorter time'] });
    const all = writeSeries(counted.all, intervals);
    const others = withoutThose(counted.all, counted.keys.flatMap(({ spans }) => spans));
    return {
      body: {
        from: intervals.startOf(0),
        to: intervals.startOf(intervals.count),
        interval,
        group_by: groupBy ?? null,
        totals: all.totals,
        series: groupBy === undefined ? [{ key: null, ...all }] : counted.keys.map(({ key, spans }) => ({ key: key === '' ? null : key, ...writeSeries(spans, intervals) })),
        others: groupBy !== undefined && counted.hasOthers ? writeSeries(others, intervals) : null,
        top_refused: refused.map(({ repository, denials, people, names }) => ({ repository, denials, people, people_names: [...names] })),
      },
    };
  };
}
