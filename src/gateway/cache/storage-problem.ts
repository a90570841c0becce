// What is wrong with the cache's disk, in a sentence that says what to do.

export interface StorageProblem {
  /** `short`: too little is free, as a look at the disk tells; `full`: the disk took no more; `failed`: anything else. */
  readonly kind: 'short' | 'full' | 'failed';
  /** Lower case, without a full stop. */
  readonly sentence: string;
}

const MiB = 1024 * 1024;
const depthMax = 5;

// errno(3), as Node names them.
const failures: Readonly<Record<string, (folder: string) => StorageProblem>> = {
  ENOSPC: fullDisk,
  EDQUOT: fullDisk,
  SQLITE_FULL: fullDisk,
  EROFS: (folder) => failed(`${folder} is on a disk that is read-only: look into the system's log, and mount it writable`),
  EIO: (folder) => failed(`the disk of ${folder} fails: look into the system's log, and replace it`),
  EACCES: (folder) => failed(`${folder} may not be written: let the user that runs pullgate write there`),
  EPERM: (folder) => failed(`${folder} may not be written: let the user that runs pullgate write there`),
  ENOENT: (folder) => failed(`a folder of ${folder} is gone: restart pullgate, and remove nothing there while it runs`),
  EMFILE: () => failed('too many files are open: raise the limit of open files (ulimit -n)'),
  ENFILE: () => failed('too many files are open on this machine: raise its limit'),
};

/** Less than `needed` bytes are free. */
export function shortOfRoom(folder: string, free: number, needed: number): StorageProblem {
  return {
    kind: 'short',
    sentence: `only ${Math.floor(free / MiB)} MiB are free on the disk of ${folder}, and ${Math.ceil(needed / MiB)} MiB must stay free: make room there, or set cache.max_size lower`,
  };
}

/** The problem behind a failed operation on a file or on the index; what wraps it is looked through. */
export function describeStorageFailure(error: unknown, folder: string): StorageProblem {
  const codes = causesOf(error).flatMap((cause) => ('code' in cause && typeof cause.code === 'string' ? [cause.code] : []));
  for (const code of codes) {
    if (Object.hasOwn(failures, code)) return failures[code]?.(folder) ?? failed(code);
  }
  const [first] = causesOf(error);
  return failed(`${folder} cannot be used (${first?.message ?? String(error)}): look into the system's log`);
}

function fullDisk(folder: string): StorageProblem {
  return { kind: 'full', sentence: `the disk of ${folder} is full: make room there, or set cache.max_size lower` };
}

function failed(sentence: string): StorageProblem {
  return { kind: 'failed', sentence };
}

/** The innermost last. */
function causesOf(error: unknown): readonly Error[] {
  const causes: Error[] = [];
  for (let cause = error; cause instanceof Error && causes.length < depthMax; cause = cause.cause) causes.push(cause);
  return causes;
}
