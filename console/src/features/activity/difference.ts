// What an entry of the log says of before and after, field by field, so that it can be read.

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

export interface FieldChange {
  /** `restricted_images.mode`; empty: the whole is one value. */
  readonly field: string;
  /** Undefined: was not there. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** The fields that differ, in the order in which they stand; what stayed the same is left out. */
export function differenceOf(before: Json, after: Json): readonly FieldChange[] {
  const was = fieldsOf(before);
  const is = fieldsOf(after);
  const fields = [...new Set([...was.keys(), ...is.keys()])];
  return fields.map((field) => ({ field, before: was.get(field), after: is.get(field) })).filter((change) => change.before !== change.after);
}

function fieldsOf(value: Json, path = ''): Map<string, string> {
  if (value === null && path === '') return new Map();
  if (!isNested(value)) return new Map([[path, inWords(value)]]);
  const entries = Array.isArray(value) ? value.map((item, index) => [String(index + 1), item] as const) : Object.entries(value);
  return new Map(entries.flatMap(([name, item]) => [...fieldsOf(item as Json, path === '' ? name : `${path}.${name}`)]));
}

/** Lists of plain values are one field, and so is what is empty. */
function isNested(value: Json): value is readonly Json[] | { readonly [name: string]: Json } {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some((item) => typeof item === 'object' && item !== null);
  return Object.keys(value).length > 0;
}

function inWords(value: Json): string {
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map((item) => inWords(item as Json)).join(', ');
  if (value === null || value === '' || typeof value === 'object') return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value);
}
