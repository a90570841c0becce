// What is wrong with an index that has to be begun anew.

/** The file, or a value in it, is not what this version writes. */
export class UnusableIndex extends Error {
  override readonly name = 'UnusableIndex';
}

// sqlite.org/rescode.html: corrupt, not a database; and a table that should be there is not (1, error).
const unusableCodes: ReadonlySet<number> = new Set([1, 11, 26]);

/** Whether nothing but a new file helps; else (a full disk, a missing permission) the file may be good. */
export function isUnusable(error: unknown): boolean {
  if (error instanceof UnusableIndex) return true;
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' && unusableCodes.has(error.errcode & 0xff);
}
