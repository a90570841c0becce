// A zod schema as JSON Schema 2020-12, as it may stand inside an OpenAPI 3.1 document.
import { z } from 'zod';

/** `input`: what may be sent; `output`: what is answered, and a query after its texts are read. */
export function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): z.core.JSONSchema.BaseSchema {
  const { $defs, ...described } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' });
  delete described.$schema; // 3.1 has the dialect for the whole document
  return ($defs === undefined ? described : withoutDefinitions(described)) as z.core.JSONSchema.BaseSchema;
}

/** Of what is sent and answered only "any JSON" is defined by itself, which is the empty schema: a reference to it would look for it in the whole document. */
function withoutDefinitions(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDefinitions);
  if (typeof value !== 'object' || value === null) return value;
  return '$ref' in value && typeof value.$ref === 'string' ? {} : Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutDefinitions(each)]));
}
