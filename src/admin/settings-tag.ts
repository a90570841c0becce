// Settings as HTTP tells their versions apart.

/** The ETag of settings: their revision. */
export function settingsTag(revision: number): string {
  return `"${revision}"`;
}
