// The cache's own disk failed: never a reason to refuse a pull.

/** The cache could not keep or read a file (full disk, read-only folder, damaged device). Whoever was reading goes on from upstream. */
export class StorageFailed extends Error {
  override readonly name = 'StorageFailed';
}
