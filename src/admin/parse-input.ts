// Checks what a client sent against its schema, and says everything that is wrong with it in the words of this API.
import type { z } from 'zod';
import { invalidRequest } from './problem.ts';

/**
 * Parses a body or a query.
 * @param whole what a problem of the whole is filed under: `body` or `query`
 * @throws ProblemError 400 with every problem by field
 */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown, whole: 'body' | 'query'): z.output<Schema> {
  const result = schema.safeParse(input, { error: describeIssue, reportInput: true });
  if (result.success) return result.data;
  const fields = new Map<string, string[]>();
  const add = (path: readonly PropertyKey[], problem: string): void => {
    const field = path.length === 0 ? whole : path.map(String).join('.');
    fields.set(field, [...(fields.get(field) ?? []), problem]);
  };
  for (const issue of result.error.issues) {
    if (issue.code === 'unrecognized_keys') for (const key of issue.keys) add([...issue.path, key], 'is no known field: leave it out');
    else add(issue.path, issue.message);
  }
  throw invalidRequest(Object.fromEntries(fields));
}

const kinds: Readonly<Record<string, string>> = {
  boolean: 'true or false',
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  array: 'a list',
  object: 'an object',
};

/** A message for an issue whose schema has none of its own. */
function describeIssue(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : `must be ${kinds[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return issue.input === undefined ? 'is missing' : `must be ${listValues(issue.values)}`;
    case 'too_small':
      return `must ${measure(issue.origin, 'at least', Number(issue.minimum))}`;
    case 'too_big':
      return `must ${measure(issue.origin, 'at most', Number(issue.maximum))}`;
    case 'invalid_format':
      return issue.format === 'email' ? 'must be an email address' : undefined;
    default:
      return undefined;
  }
}

function measure(origin: string, bound: 'at least' | 'at most', limit: number): string {
  if (origin === 'string') return `have ${bound} ${limit} ${limit === 1 ? 'character' : 'characters'}`;
  if (origin === 'array') return `have ${bound} ${limit} ${limit === 1 ? 'entry' : 'entries'}`;
  return `be ${bound} ${limit}`;
}

function listValues(values: readonly unknown[]): string {
  return values.length === 1 ? String(values[0]) : `one of ${values.map(String).join(', ')}`;
}
