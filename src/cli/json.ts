// JSON as --json prints it.

/** Indented, so that people can read it too. */
export function formatJson(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
