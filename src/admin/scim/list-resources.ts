// Lists of SCIM resources: filtered, sorted, and a part of them (RFC 7644, 3.4.2).
import type { Filter } from 'scim2-parse-filter';
import { scimUrns } from '../../contract/scim.ts';
import { compileFilter, segmentsOf, valuesAt } from './compile-filter.ts';
import { readFilter } from './read-filter.ts';
import type { ScimNarrowing } from './scim.port.ts';
import { type Projection, selectAttributes } from './select-attributes.ts';

export const resourcesMax = 200;
const countDefault = 100;

export interface ListQuery extends Projection {
  readonly filter?: string | undefined;
  readonly startIndex?: number | undefined;
  readonly count?: number | undefined;
  readonly sortBy?: string | undefined;
  readonly sortOrder?: 'ascending' | 'descending' | undefined;
}

export interface ScimList<Resource> {
  readonly schemas: (typeof scimUrns.list)[];
  readonly totalResults: number;
  readonly startIndex: number;
  readonly itemsPerPage: number;
  readonly Resources: Resource[];
}

/**
 * Answers a query. The list is under `Resources` alone: names have no case in SCIM, and Docker Hub's `resources` beside it would be the same attribute twice.
 * @param load what the organization has, no less than the narrowing tells
 * @throws ProblemError 400
 */
export async function listResources<Resource extends object>(query: ListQuery, load: (narrowing: ScimNarrowing) => Promise<readonly Resource[]>): Promise<ScimList<Resource>> {
  const select = selectAttributes<Resource>(query);
  const filter = query.filter === undefined || query.filter.trim() === '' ? undefined : readFilter(query.filter);
  const matches = filter === undefined ? () => true : compileFilter(filter);
  const matching = (await load(narrowingOf(filter))).filter((resource) => matches(resource as Record<string, unknown>));
  const sorted = query.sortBy === undefined || query.sortBy === '' ? matching : sort(matching, query.sortBy, query.sortOrder === 'descending' ? -1 : 1);
  const startIndex = Math.max(1, query.startIndex ?? 1);
  const count = Math.min(resourcesMax, Math.max(0, query.count ?? countDefault));
  const part = sorted.slice(startIndex - 1, startIndex - 1 + count).map(select);
  return { schemas: [scimUrns.list], totalResults: matching.length, startIndex, itemsPerPage: part.length, Resources: part };
}

const narrowing = { username: 'userName', externalid: 'externalId', displayname: 'displayName', id: 'id' } as const;

/** Identity providers look for one resource before each change: the store is asked for just that. It folds the case of ASCII alone, so other text is left to the filter. */
function narrowingOf(filter: Filter | undefined): ScimNarrowing {
  if (filter?.op === 'and') return filter.filters.map(narrowingOf).find((each) => Object.keys(each).length > 0) ?? {};
  if (filter?.op !== 'eq' || typeof filter.compValue !== 'string' || !/^[\x20-\x7e]+$/.test(filter.compValue)) return {};
  const name = Object.entries(narrowing).find(([path]) => path === segmentsOf(filter.attrPath).join('.'))?.[1];
  return name === undefined ? {} : { [name]: filter.compValue };
}

/** What has no value comes last when ascending. Of a list the primary entry counts, else the first (RFC 7644, 3.4.2.3). */
function sort<Resource extends object>(resources: readonly Resource[], sortBy: string, direction: 1 | -1): readonly Resource[] {
  const path = segmentsOf(sortBy.trim());
  const keyed = resources.map((resource) => ({ resource, key: sortKey(resource, path) }));
  return keyed.toSorted((one, other) => direction * compare(one.key, other.key)).map(({ resource }) => resource);
}

function sortKey(resource: object, path: readonly string[]): string | undefined {
  const [head = '', ...rest] = path;
  const found = valuesAt(resource, [head]).flatMap((value): readonly unknown[] => (Array.isArray(value) ? value : [value]));
  const entry = found.find((each) => valuesAt(each, ['primary'])[0] === true) ?? found[0];
  const value = typeof entry === 'object' ? valuesAt(entry, rest.length === 0 ? ['value'] : rest)[0] : entry;
  return typeof value === 'string' || typeof value === 'boolean' ? String(value).toLowerCase() : undefined;
}

function compare(one: string | undefined, other: string | undefined): number {
  if (one === other) return 0;
  if (one === undefined || other === undefined) return one === undefined ? 1 : -1;
  return one < other ? -1 : 1;
}
