// The filters of the address bar as the API takes them: a span of time up to now becomes the moment at which it began.
import { filterNames, type Filters } from './pulls-search.ts';

const hourMs = 3_600_000;

export const spans = {
  hour: { name: 'Last hour', ms: hourMs },
  day: { name: 'Last day', ms: 24 * hourMs },
  week: { name: 'Last 7 days', ms: 7 * 24 * hourMs },
  month: { name: 'Last 30 days', ms: 30 * 24 * hourMs },
} as const satisfies Record<string, { readonly name: string; readonly ms: number }>;
export type Span = keyof typeof spans;

/** As texts: what the API will not take is a text like any other until it has said so. */
export type PullQuery = Omit<Filters, 'last'>;

export function isSpan(text: string): text is Span {
  return Object.hasOwn(spans, text);
}

/** A `from` is more exact than `last`. Values that the API does not know are sent on, for it to refuse: nothing is shown under a filter that is not applied. */
export function queryOf({ last, ...filters }: Filters, nowMs: number): PullQuery {
  const from = filters.from ?? (last !== undefined && isSpan(last) ? new Date(nowMs - spans[last].ms).toISOString() : last);
  return { ...filters, ...(from !== undefined && { from }) };
}

/** Every problem of the filters that the console finds itself, by name. */
export function problemsOf({ last }: Filters): Readonly<Record<string, readonly string[]>> {
  if (last === undefined || isSpan(last)) return {};
  return { last: [`must be one of ${Object.keys(spans).join(', ')}`] };
}

/** `/v2/orgs/acme/pulls/export?effect=deny&format=csv` */
export function exportPath(organization: string, query: PullQuery, format: 'csv' | 'jsonl'): string {
  const given: Filters = query;
  const search = new URLSearchParams(filterNames.flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]]])));
  search.set('format', format);
  return `/v2/orgs/${encodeURIComponent(organization)}/pulls/export?${search.toString()}`;
}
