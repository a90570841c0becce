// What a filter says of a resource (RFC 7644, 3.4.2.2), with the rules of case that scim2-parse-filter's own test does not know.
import type { Filter } from 'scim2-parse-filter';
import { scimUrns } from '../../contract/scim.ts';
import { isObject } from './attributes.ts';
import { invalidFilter } from './refuse.ts';

export type Matches = (resource: Readonly<Record<string, unknown>>) => boolean;

type Comparison = Extract<Filter, { readonly compValue: unknown }>;
type Operator = Comparison['op'];
type Operand = Comparison['compValue'];

/** All other texts are compared without case, as the schemas say. */
const caseExact: ReadonlySet<string> = new Set(['id', 'externalid', 'meta.version', 'meta.location', 'meta.resourcetype']);
const times: ReadonlySet<string> = new Set(['meta.created', 'meta.lastmodified']);

/**
 * An attribute that is not there, or that nobody knows, is unassigned: it equals nothing. Of a list it is enough that one entry matches.
 * @throws ProblemError 400 invalidFilter
 */
export function compileFilter(filter: Filter): Matches {
  switch (filter.op) {
    case 'and': {
      const all = filter.filters.map(compileFilter);
      return (resource) => all.every((matches) => matches(resource));
    }
    case 'or': {
      const some = filter.filters.map(compileFilter);
      return (resource) => some.some((matches) => matches(resource));
    }
    case 'not': {
      const matches = compileFilter(filter.filter);
      return (resource) => !matches(resource);
    }
    case '[]': {
      const path = segmentsOf(filter.attrPath);
      const matches = compileFilter(filter.valFilter);
      return (resource) => valuesAt(resource, path).some((entry) => isObject(entry) && matches(entry));
    }
    case 'pr': {
      const path = segmentsOf(filter.attrPath);
      return (resource) => valuesAt(resource, path).some(isPresent);
    }
    default:
      return compileComparison(filter);
  }
}

function compileComparison({ op, attrPath, compValue }: Comparison): Matches {
  const path = segmentsOf(attrPath);
  if (compValue === null) {
    if (op !== 'eq' && op !== 'ne') throw invalidFilter(`\`${op}\` cannot be asked of null: use eq, ne or pr`);
    return (resource) => valuesAt(resource, path).some(isPresent) === (op === 'ne');
  }
  if (typeof compValue === 'boolean' && op !== 'eq' && op !== 'ne') throw invalidFilter(`\`${op}\` cannot be asked of true and false: use eq or ne`);
  const compare = comparisonOf(path.join('.'), op, compValue);
  return (resource) => {
    const values = valuesAt(resource, path).map((value) => (isObject(value) ? value['value'] : value)).filter(isPresent);
    return op === 'ne' ? values.length === 0 || values.some(compare) : values.some(compare);
  };
}

/** `path` is in lower case. */
function comparisonOf(path: string, op: Operator, operand: Exclude<Operand, null>): (value: unknown) => boolean {
  if (times.has(path)) {
    const wanted = Date.parse(String(operand));
    if (Number.isNaN(wanted)) throw invalidFilter(`\`${path}\` is compared with a time such as 2026-01-31T12:00:00Z`);
    return (value) => compares(op, Date.parse(String(value)), wanted);
  }
  const fold = (text: string): string => (caseExact.has(path) ? text : text.toLowerCase());
  const wanted = typeof operand === 'string' ? fold(operand) : operand;
  return (value) => {
    switch (typeof value) {
      case 'string':
        return typeof wanted === 'string' && compares(op, fold(value), wanted);
      case 'boolean': // Entra ID writes booleans as text
        return compares(op, String(value), String(wanted).toLowerCase());
      default:
        return false;
    }
  };
}

function compares<Value extends string | number>(op: Operator, value: Value, wanted: Value): boolean {
  switch (op) {
    case 'eq':
      return value === wanted;
    case 'ne':
      return value !== wanted;
    case 'co':
      return String(value).includes(String(wanted));
    case 'sw':
      return String(value).startsWith(String(wanted));
    case 'ew':
      return String(value).endsWith(String(wanted));
    case 'gt':
      return value > wanted;
    case 'ge':
      return value >= wanted;
    case 'lt':
      return value < wanted;
    case 'le':
      return value <= wanted;
  }
}

/** `urn:...:core:2.0:User:name.familyName` -> `['name', 'familyname']`; an extension's URN is the first segment. */
export function segmentsOf(path: string): readonly string[] {
  const lower = path.toLowerCase();
  for (const urn of [scimUrns.user, scimUrns.group]) {
    if (lower.startsWith(`${urn.toLowerCase()}:`)) return lower.slice(urn.length + 1).split('.');
  }
  const extension = scimUrns.account.toLowerCase();
  if (lower === extension) return [extension];
  if (lower.startsWith(`${extension}:`)) return [extension, ...lower.slice(extension.length + 1).split('.')];
  return lower.split('.');
}

/** Everything that a path leads to, through lists as well. */
export function valuesAt(resource: unknown, [segment, ...rest]: readonly string[]): readonly unknown[] {
  if (Array.isArray(resource)) return resource.flatMap((entry) => valuesAt(entry, segment === undefined ? [] : [segment, ...rest]));
  if (segment === undefined) return [resource];
  if (!isObject(resource)) return [];
  const name = Object.keys(resource).find((key) => key.toLowerCase() === segment);
  return name === undefined ? [] : valuesAt(resource[name], rest);
}

function isPresent(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return false;
  return isObject(value) ? Object.values(value).some(isPresent) : true;
}
