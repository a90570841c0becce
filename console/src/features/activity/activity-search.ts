// What the address bar of this page may say, and the API's filters that it stands for.
import type { Query } from '../../api/operation-types.ts';

export interface ActivitySearch {
  readonly actor?: string;
  /** An action, or the beginning of several: `org.member`. */
  readonly action?: string;
  /** A day in the reader's zone, `2026-11-22`; both days belong to it. */
  readonly from?: string;
  readonly to?: string;
  readonly text?: string;
  /** The number of the entry that is opened. */
  readonly entry?: string;
}

const day = /^\d{4}-\d{2}-\d{2}$/;
const number = /^[1-9]\d{0,13}$/;

export function parseActivitySearch({ actor, action, from, to, text, entry }: Record<string, unknown>): ActivitySearch {
  return {
    ...(isText(actor) && { actor }),
    ...(isText(action) && { action }),
    ...(isDay(from) && { from }),
    ...(isDay(to) && { to }),
    ...(isText(text) && { text }),
    ...(typeof entry === 'string' && number.test(entry) && { entry }),
  };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isDay(value: unknown): value is string {
  return typeof value === 'string' && day.test(value) && !Number.isNaN(Date.parse(`${value}T00:00:00`));
}

export type ActivityFilters = Pick<NonNullable<Query<'listActivity'>>, 'actor' | 'action' | 'from' | 'to' | 'text'>;

/** Days become the moments at which they begin in the reader's zone; the API's `to` is exclusive. */
export function filtersOf({ actor, action, from, to, text }: ActivitySearch): ActivityFilters {
  return {
    ...(actor !== undefined && { actor }),
    ...(action !== undefined && { action }),
    ...(from !== undefined && { from: startOf(from, 0) }),
    ...(to !== undefined && { to: startOf(to, 1) }),
    ...(text !== undefined && { text }),
  };
}

function startOf(date: string, daysLater: number): string {
  const start = new Date(`${date}T00:00:00`);
  start.setDate(start.getDate() + daysLater);
  return start.toISOString();
}
