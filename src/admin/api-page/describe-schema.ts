// A JSON Schema in the few words that fit into a table.

export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly required?: readonly string[];
  readonly format?: string;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly description?: string;
}

export interface Field {
  /** `restricted_images.mode`; of the things in a list `results[].id`. */
  readonly name: string;
  readonly isRequired: boolean;
  readonly words: string;
}

const integersMax = Number.MAX_SAFE_INTEGER;

/** `integer, 1 to 100, 10 unless given`. */
export function describeSchema(schema: Schema): string {
  const parts = [typeWords(schema), ...boundWords(schema), ...(schema.default === undefined || typeof schema.default === 'object' ? [] : [`${JSON.stringify(schema.default)} unless given`])];
  return parts.filter((part) => part !== '').join(', ');
}

/** Every field, however deep, in its order. */
export function fieldsOf(schema: Schema, prefix = ''): readonly Field[] {
  if (schema.items !== undefined) return fieldsOf(schema.items, `${prefix}[]`);
  return Object.entries(schema.properties ?? {}).flatMap(([key, value]) => {
    const name = prefix === '' || prefix === '[]' ? `${prefix}${prefix === '' ? '' : '.'}${key}` : `${prefix}.${key}`;
    return [{ name, isRequired: schema.required?.includes(key) === true, words: describeSchema(value) }, ...fieldsOf(value, name)];
  });
}

function typeWords(schema: Schema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(' or ');
  const either = schema.anyOf ?? schema.oneOf;
  if (either !== undefined) return either.map(describeSchema).join(' or ');
  if (schema.items !== undefined) return `list of ${schema.items.properties === undefined ? describeSchema(schema.items) : 'objects'}`;
  if (schema.type === undefined) return 'anything';
  return Array.isArray(schema.type) ? schema.type.join(' or ') : String(schema.format ?? schema.type);
}

function boundWords({ minimum, maximum, minLength, maxLength }: Schema): readonly string[] {
  const atMost = maximum === integersMax ? undefined : maximum;
  const atLeast = minimum === -integersMax ? undefined : minimum;
  return [range(atLeast, atMost, ''), range(minLength, maxLength, ' characters')].filter((words) => words !== undefined);
}

function range(from: number | undefined, to: number | undefined, unit: string): string | undefined {
  if (from !== undefined && to !== undefined) return `${from} to ${to}${unit}`;
  if (to !== undefined) return `at most ${to}${unit}`;
  return from === undefined ? undefined : `at least ${from}${unit}`;
}
