// What a PATCH operation does to a list of objects: e-mail addresses, members.
import type { Filter } from 'scim2-parse-filter';
import { type Attribute, type Fields, findPart, isObject, readValue } from './attributes.ts';
import { compileFilter } from './compile-filter.ts';
import type { Target } from './read-path.ts';
import type { PatchOperation } from './read-operations.ts';
import { noTarget } from './refuse.ts';

type Entries = readonly unknown[];

/** Entries are told apart by their `value`. @throws ProblemError 400 noTarget, where a filter matches nothing and does not say what to add */
export function changeList({ attribute, filter, part }: Target, before: unknown, { op, path, value }: PatchOperation): Entries {
  const entries: Entries = Array.isArray(before) ? before : [];
  if (filter === undefined && part === undefined) return changeWhole(attribute, entries, { op, path, value });
  const matchesFilter = filter === undefined ? () => true : compileFilter(filter);
  const matches = (entry: unknown): boolean => isObject(entry) && matchesFilter(entry);
  const isRemoval = op === 'remove' || value === null;
  if (isRemoval && part === undefined) return entries.filter((entry) => !matches(entry));
  const change = changeOf(attribute, part, isRemoval ? undefined : value);
  const selected = entries.map(matches);
  if (selected.includes(true)) return keepOnePrimary(entries.map((entry, position) => (selected[position] === true && isObject(entry) ? { ...entry, ...change } : entry)), selected).filter(hasValue);
  if (isRemoval) return entries;
  // Entra ID replaces the work address of people who have none, and means that they are to have it.
  const stated = filter === undefined ? {} : statedBy(attribute, filter);
  if (stated === undefined) throw noTarget(`nothing matches the path \`${String(path).slice(0, 200)}\`, and it does not say what to add`);
  return keepOnePrimary([...entries, { ...stated, ...change }], [...selected, true]);
}

function changeWhole(attribute: Attribute, entries: Entries, { op, value }: PatchOperation): Entries {
  if (op === 'remove' && (value === undefined || value === null)) return [];
  const given = value === null ? [] : (readValue(attribute, value) as Entries);
  if (op === 'replace') return given;
  const keys = new Set(given.map(keyOf));
  if (op === 'remove') return entries.filter((entry) => !keys.has(keyOf(entry)));
  const before = new Set(entries.map(keyOf));
  const added = [...new Map(given.filter((entry) => !before.has(keyOf(entry))).map((entry) => [keyOf(entry), entry])).values()];
  return keepOnePrimary([...entries, ...added], [...entries.map(() => false), ...added.map(() => true)]);
}

function changeOf(attribute: Attribute, part: string | undefined, value: unknown): Fields {
  if (part !== undefined) return { [part]: value };
  const [entry] = readValue(attribute, value) as Entries;
  return isObject(entry) ? entry : { value: entry };
}

/** An entry that meets a filter made of `eq` and `and` alone. */
function statedBy(attribute: Attribute, filter: Filter): Fields | undefined {
  if (filter.op === 'and') {
    const parts = filter.filters.map((each) => statedBy(attribute, each));
    return parts.includes(undefined) ? undefined : parts.reduce<Fields>((all, each) => ({ ...all, ...each }), {});
  }
  const part = filter.op === 'eq' ? findPart(attribute, filter.attrPath) : undefined;
  return filter.op === 'eq' && part !== undefined && filter.compValue !== null ? { [part]: filter.compValue } : undefined;
}

/** A new primary entry takes the place of the old (RFC 7644, 3.5.2). */
function keepOnePrimary(entries: Entries, changed: readonly boolean[]): Entries {
  const isPrimary = (entry: unknown): boolean => isObject(entry) && entry['primary'] === true;
  if (!entries.some((entry, position) => changed[position] === true && isPrimary(entry))) return entries;
  return entries.map((entry, position) => (changed[position] !== true && isPrimary(entry) ? { ...(entry as Fields), primary: false } : entry));
}

function hasValue(entry: unknown): boolean {
  return !isObject(entry) || entry['value'] !== undefined;
}

/** An id or an address in any case. */
function keyOf(entry: unknown): unknown {
  const value = isObject(entry) ? entry['value'] : entry;
  return typeof value === 'string' ? value.toLowerCase() : value;
}
