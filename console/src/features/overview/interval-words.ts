// When an interval of the statistics was: hours in the reader's zone, days as they are counted, in UTC.

const hour = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const dayAndHour = new Intl.DateTimeFormat(undefined, { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', timeZone: 'UTC' });
const wholeDay = new Intl.DateTimeFormat(undefined, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });

export type ShownInterval = 'hour' | 'day' | 'week';

/** On the axis. */
export function shortInterval(at: string, interval: ShownInterval): string {
  return (interval === 'hour' ? hour : day).format(Date.parse(at));
}

/** In a table and where one is pointed at. */
export function wholeInterval(at: string, interval: ShownInterval): string {
  return (interval === 'hour' ? dayAndHour : wholeDay).format(Date.parse(at));
}

export const axisTitles = { hour: 'Hour, in your time zone', day: 'Day, in UTC', week: 'Week, in UTC' } as const satisfies Record<ShownInterval, string>;
