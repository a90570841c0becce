// Times as the API writes them.

/** RFC 3339 in UTC with six digits, as Docker Hub writes when something was made: `2021-07-20T12:00:00.000000Z`. */
export function wireTime(timeMs: number): string {
  return new Date(timeMs).toISOString().replace('Z', '000Z');
}
