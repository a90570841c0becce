// The intervals that a chart is cut into: whole ones, in UTC, weeks from Monday on.
import { pointsMax } from '../../contract/statistics.ts';
import type { StatisticsInterval } from '../../contract/statistics.ts';

const hourMs = 60 * 60 * 1000;
const dayHours = 24;
const weekHours = 7 * dayHours;
/** The Unix epoch was a Thursday: the Monday of its week came three days before. */
const mondayOffsetHours = 3 * dayHours;

const hoursOf = { hour: 1, day: dayHours, week: weekHours } as const satisfies Record<StatisticsInterval, number>;

export interface Intervals {
  /** Hours since the Unix epoch; `toHour` exclusive. */
  readonly fromHour: number;
  readonly toHour: number;
  /** How many there are: 1 at least. */
  readonly count: number;
  /** Which of them an hour is in, from 0. */
  readonly indexOf: (hour: number) => number;
  /** When one begins, RFC 3339. */
  readonly startOf: (index: number) => string;
}

/** Widens a time (ms since the epoch, `toMs` exclusive) to whole intervals; undefined when they are more than a chart may have. */
export function intervalsOf(interval: StatisticsInterval, fromMs: number, toMs: number): Intervals | undefined {
  const hours = hoursOf[interval];
  const offset = interval === 'week' ? mondayOffsetHours : 0;
  const fromHour = Math.floor((fromMs / hourMs + offset) / hours) * hours - offset;
  const toHour = Math.ceil((toMs / hourMs + offset) / hours) * hours - offset;
  const count = (toHour - fromHour) / hours;
  if (count > pointsMax) return undefined;
  const startOf = (index: number): string => new Date((fromHour + index * hours) * hourMs).toISOString();
  return { fromHour, toHour, count, indexOf: (hour) => Math.floor((hour - fromHour) / hours), startOf };
}
