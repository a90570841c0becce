// Times as people type them: `1h`, `7d`, a date, an RFC 3339 time.
import { InvalidArgumentError } from 'commander';

const secondMs = 1000;
const unitMs: Readonly<Record<string, number>> = { s: secondMs, m: 60 * secondMs, h: 3600 * secondMs, d: 86_400 * secondMs, w: 7 * 86_400 * secondMs };
const instant = /^\d{4}-\d{2}-\d{2}(?:[Tt]\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:[Zz]|[+-]\d{2}:\d{2}))?$/;

/** A length of time, or a point in it. Milliseconds; points since the Unix epoch. */
export type Moment = { readonly kind: 'duration'; readonly ms: number } | { readonly kind: 'instant'; readonly ms: number };

/** Parses `30s`, `15m`, `1h`, `7d`, `2w`, `2029-12-31` (UTC) or an RFC 3339 time. Throws commander's InvalidArgumentError. */
export function parseMoment(text: string): Moment {
  const [, count, unit = ''] = /^(\d{1,6})([smhdw])$/.exec(text) ?? [];
  const factor = unitMs[unit];
  if (count !== undefined && factor !== undefined) return { kind: 'duration', ms: Number(count) * factor };
  const ms = instant.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(ms)) throw new InvalidArgumentError('write a duration such as 30m, 1h or 7d, or a time such as 2029-12-31T23:59:59Z');
  return { kind: 'instant', ms };
}

/** The point in time that lies `moment` before `nowMs`, or is `moment` itself, as RFC 3339 in UTC. */
export function momentBefore(moment: Moment, nowMs: number): string {
  return new Date(moment.kind === 'instant' ? moment.ms : nowMs - moment.ms).toISOString();
}

/** The point in time that lies `moment` after `nowMs`, or is `moment` itself, as RFC 3339 in UTC with whole seconds. */
export function momentAfter(moment: Moment, nowMs: number): string {
  return new Date(moment.kind === 'instant' ? moment.ms : nowMs + moment.ms).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** `2026-10-05 12:00:00Z` for a table; what is no time stays as it is. */
export function showTime(text: string): string {
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? text : new Date(ms).toISOString().replace('T', ' ').replace(/\.\d+Z$/, 'Z');
}
