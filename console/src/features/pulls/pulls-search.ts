// What the address bar of Pulls may say: the filters under the names of the API, `last` for a span of time up to now, and the one pull that is opened.

/** In the order in which the chips stand. `last` is the console's own, all others are the API's. */
export const filterNames = [
  'effect',
  'enforced',
  'last',
  'from',
  'to',
  'username',
  'image',
  'registry',
  'repository',
  'tag',
  'digest',
  'category',
  'rule',
  'user_agent',
  'client_address',
  'action',
  'token_id',
  'request_id',
  'reason',
] as const;
export type FilterName = (typeof filterNames)[number];

export type Filters = { readonly [Name in FilterName]?: string };

export interface PullsSearch extends Filters {
  /** The id of the pull that is opened. */
  readonly pull?: string;
}

/** Values stay as they stand: what is wrong with them is told by the page, and the filter can be removed there. */
export function parsePullsSearch(search: Record<string, unknown>): PullsSearch {
  const names = [...filterNames, 'pull'] as const;
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = textOf(search[name]);
      return value === '' ? [] : [[name, value]];
    }),
  );
}

/** The router makes numbers and truth values of what looks like them, and lists of what is there twice. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return textOf(value[0]);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value).trim() : '';
}

/** The filters alone. */
export function filtersOf(search: PullsSearch): Filters {
  return Object.fromEntries(filterNames.flatMap((name) => (search[name] === undefined ? [] : [[name, search[name]]])));
}
