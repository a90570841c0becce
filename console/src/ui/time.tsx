// A moment in the reader's own zone, with UTC when it is pointed at; where one thing is opened whole, beside it for everybody.
import { formatAgo, formatDay, formatTime, formatUtc } from './format.ts';
import { useNow } from './use-now.ts';

export interface TimeProps {
  /** RFC 3339, as the API gives it. */
  readonly at: string;
  /** `ago`: 3 minutes ago; `time`: to the second; `day`: the date alone; `both`: to the second, and in UTC. */
  readonly form?: 'ago' | 'time' | 'day' | 'both';
}

export function Time({ at, form = 'time' }: TimeProps) {
  const nowMs = useNow();
  const atMs = Date.parse(at);
  if (Number.isNaN(atMs)) return <span>{at}</span>;
  const text = { ago: () => formatAgo(atMs, nowMs), time: () => formatTime(atMs), day: () => formatDay(atMs), both: () => `${formatTime(atMs)} (${formatUtc(atMs)})` }[form]();
  const title = form === 'time' ? formatUtc(atMs) : `${formatTime(atMs)} (${formatUtc(atMs)})`;
  return (
    <time dateTime={at} title={title}>
      {text}
    </time>
  );
}
