// Checks what a client sent against its schema, and says everything that is wrong with it in the words of this API.
import type { z } from 'zod';
import { describeIssue } from '../contract/describe-issue.ts';
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
  const mistyped = new Set(result.error.issues.filter(({ code }) => code === 'invalid_type').map(({ path }) => path.join('.')));
  for (const issue of result.error.issues) {
    // A length means nothing where the type is wrong already.
    if (issue.code !== 'invalid_type' && mistyped.has(issue.path.join('.'))) continue;
    if (issue.code === 'unrecognized_keys') for (const key of issue.keys) add([...issue.path, key], 'is no known field: leave it out');
    else add(issue.path, issue.message);
  }
  throw invalidRequest(Object.fromEntries(fields));
}
