// Counts of decisions over time, for charts.
import { z } from 'zod';

export const statisticsIntervals = ['hour', 'day', 'week'] as const;
export type StatisticsInterval = (typeof statisticsIntervals)[number];
/** What counts may be told apart by. */
export const statisticsGroups = ['effect', 'category', 'repository', 'person', 'rule', 'reason', 'client'] as const;
export type StatisticsGroup = (typeof statisticsGroups)[number];

export const topDefault = 10;
export const topMax = 50;
/** Of one series. */
export const pointsMax = 1000;

const time = z.iso.datetime({ offset: true, error: 'write an RFC 3339 time such as 2029-12-31T23:59:59Z' });

/** The query of GET /v2/orgs/{org}/statistics: by default the last 7 days, by day, all in one. */
export const statisticsQuery = z.object({
  from: time.optional(),
  to: time.optional(),
  interval: z.enum(statisticsIntervals).default('day'),
  group_by: z.enum(statisticsGroups).optional(),
  /** So many series, and so many refused repositories. */
  top: z.coerce.number().int().min(1).max(topMax).default(topDefault),
});
export type StatisticsQuery = z.input<typeof statisticsQuery>;

const counts = {
  /** Manifests whose pull was permitted. */
  pulls: z.number().int(),
  /** Requests that were refused. */
  denials: z.number().int(),
  /** Requests that the mode audit let through although the policy denied them. */
  audited: z.number().int(),
};
export const statisticsCounts = z.object(counts);
export type StatisticsCounts = z.infer<typeof statisticsCounts>;

/** `at` is the beginning of the interval, RFC 3339 in UTC; intervals with nothing in them are there as well. */
const point = z.object({ at: z.string(), ...counts });
const points = z.array(point);
export type StatisticsPoint = z.infer<typeof point>;

/** What `from` and `to` were widened to: whole intervals. Weeks begin on Mondays. */
export const statistics = z.object({
  from: z.string(),
  to: z.string(),
  interval: z.enum(statisticsIntervals),
  group_by: z.enum(statisticsGroups).nullable(),
  totals: statisticsCounts,
  /** The largest first. `key` null: there is none, as with images that have no category; with no group_by the only one. */
  series: z.array(z.object({ key: z.string().nullable(), points, totals: statisticsCounts })),
  /** All other keys together; null when there are none. */
  others: z.object({ points, totals: statisticsCounts }).nullable(),
  /** What was refused most often, and how many people were: `people_names` are the first 10 of them, and whoever is not signed in has no name. Told by whole days, unless the interval is the hour. */
  top_refused: z.array(z.object({ repository: z.string(), denials: z.number().int(), people: z.number().int(), people_names: z.array(z.string()) })),
});
export type Statistics = z.infer<typeof statistics>;
