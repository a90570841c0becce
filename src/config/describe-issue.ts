// A problem that the schema found, as one line: where the setting was made, which it is, what is wrong.
import type { z } from 'zod';

export interface Provenance {
  /** The value at a path, undefined where there is none. */
  readonly valueAt: (path: readonly PropertyKey[]) => unknown;
  /** The variable or flag that set the path or something below it. */
  readonly override: (path: string) => string | undefined;
  /** `pullgate.yaml:12`. */
  readonly whereInFile: (path: readonly PropertyKey[]) => string;
}

export function describeIssue(issue: z.core.$ZodIssue, from: Provenance): readonly string[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => line([...issue.path, key], 'there is no such setting: see docs/config.md', from));
  }
  if (issue.code === 'invalid_key') return [line(issue.path, issue.issues[0]?.message ?? issue.message, from)];
  const missing = issue.code === 'invalid_type' && from.valueAt(issue.path) === undefined;
  return [line(issue.path, missing ? 'is missing' : issue.message, from)];
}

function line(path: readonly PropertyKey[], message: string, from: Provenance): string {
  const names = path.map(String);
  for (let length = names.length; length > 0; length -= 1) {
    const override = from.override(names.slice(0, length).join('.'));
    if (override !== undefined) return `${override}: ${names.join('.')}: ${message}`;
  }
  return `${from.whereInFile(path)}: ${names.join('.')}: ${message}`;
}
