// `attributes` and `excludedAttributes` (RFC 7644, 3.9): which parts of a resource an answer has.
import { isObject } from './attributes.ts';
import { segmentsOf } from './compile-filter.ts';
import { invalidValue } from './refuse.ts';

export interface Projection {
  readonly attributes?: string | readonly string[] | undefined;
  readonly excludedAttributes?: string | readonly string[] | undefined;
}

/** Whatever is asked for, these are there. */
const always: ReadonlySet<string> = new Set(['schemas', 'id']);
const namesMax = 100;

/**
 * Makes a function that leaves out of a resource what is not wanted. Names that nobody knows select nothing.
 * @throws ProblemError 400
 */
export function selectAttributes<Resource extends object>({ attributes, excludedAttributes }: Projection): (resource: Resource) => Resource {
  const wanted = pathsOf(attributes);
  const unwanted = pathsOf(excludedAttributes);
  if (wanted.length > 0 && unwanted.length > 0) throw invalidValue('`attributes` and `excludedAttributes` exclude each other: send one of them');
  if (wanted.length > 0) return (resource) => pick(resource, wanted, true) as Resource;
  return unwanted.length === 0 ? (resource) => resource : (resource) => omit(resource, unwanted, true) as Resource;
}

type Paths = readonly (readonly string[])[];

function pathsOf(names: string | readonly string[] | undefined): Paths {
  const list = (typeof names === 'string' ? names.split(',') : (names ?? [])).map((name) => name.trim()).filter((name) => name !== '');
  if (list.length > namesMax) throw invalidValue(`\`attributes\` and \`excludedAttributes\` take ${namesMax} names at most`);
  return list.map(segmentsOf);
}

function pick(value: unknown, paths: Paths, isTop: boolean): unknown {
  if (Array.isArray(value)) return value.map((entry) => pick(entry, paths, isTop));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, part]) => {
      if (isTop && always.has(name)) return [[name, part]];
      const deeper = below(paths, name);
      if (deeper.length === 0) return [];
      return [[name, deeper.some((path) => path.length === 0) ? part : pick(part, deeper, false)]];
    }),
  );
}

function omit(value: unknown, paths: Paths, isTop: boolean): unknown {
  if (Array.isArray(value)) return value.map((entry) => omit(entry, paths, isTop));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, part]) => {
      const deeper = isTop && always.has(name) ? [] : below(paths, name);
      if (deeper.some((path) => path.length === 0)) return [];
      return [[name, deeper.length === 0 ? part : omit(part, deeper, false)]];
    }),
  );
}

/** The rests of the paths that go through this name. */
function below(paths: Paths, name: string): Paths {
  return paths.filter(([first]) => first === name.toLowerCase()).map(([, ...rest]) => rest);
}
