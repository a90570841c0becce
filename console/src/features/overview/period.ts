// The spans of time that the overview is about, as the statistics of the API count them: whole hours, or whole days of UTC.

export type Period = '24h' | '7d' | '30d' | '90d';
type Interval = 'hour' | 'day';

export const periodDefault: Period = '7d';

const hourMs = 3_600_000;
const lengthsMs = { hour: hourMs, day: 24 * hourMs } as const satisfies Record<Interval, number>;

export const periods = {
  '24h': { name: '24 hours', interval: 'hour', intervals: 24 },
  '7d': { name: '7 days', interval: 'day', intervals: 7 },
  '30d': { name: '30 days', interval: 'day', intervals: 30 },
  '90d': { name: '90 days', interval: 'day', intervals: 90 },
} as const satisfies Record<Period, { readonly name: string; readonly interval: Interval; readonly intervals: number }>;

export interface Range {
  /** RFC 3339, the beginning of an interval. */
  readonly from: string;
  /** The end of one; of the last, which is not over yet. */
  readonly to: string;
  readonly interval: Interval;
}

/** Up to the end of the interval that `nowMs` is in, so that the same is asked for until the next one begins. */
export function rangeOf(period: Period, nowMs: number): Range {
  const { interval, intervals } = periods[period];
  const lengthMs = lengthsMs[interval];
  const toMs = (Math.floor(nowMs / lengthMs) + 1) * lengthMs;
  return writeRange(interval, toMs - intervals * lengthMs, toMs);
}

/** The same length of time just before. */
export function rangeBefore({ from, to, interval }: Range): Range {
  const fromMs = Date.parse(from);
  return writeRange(interval, fromMs - (Date.parse(to) - fromMs), fromMs);
}

function writeRange(interval: Interval, fromMs: number, toMs: number): Range {
  return { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString(), interval };
}
