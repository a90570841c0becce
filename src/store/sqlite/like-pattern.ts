// What people search for, as a pattern of SQL's LIKE.

/** Finds `part` anywhere, whatever characters it has: for `LIKE ? ESCAPE '\'`, which compares ASCII letters without case. */
export function likePattern(part: string): string {
  return `%${part.replace(/[\\%_]/g, String.raw`\$&`)}%`;
}
