// Whether the cache's disk can be written: off with the first failure, tried again after a while, on again with the first success after that.
import type { Log } from '../../telemetry/log.ts';
import type { StorageProblem } from './storage-problem.ts';

const retryMs = 30_000;

export interface StorageHealth {
  /** Not while it is off; once in a while to see whether it works again. */
  readonly mayTry: () => boolean;
  readonly worked: () => void;
  readonly failed: (problem: StorageProblem) => void;
  /** Undefined: it is on. */
  readonly problem: () => StorageProblem | undefined;
}

export interface StorageHealthOptions {
  readonly folder: string;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  readonly log: Pick<Log, 'error' | 'info'>;
}

/** Writes one line to the log when it goes off, and one when it is on again. */
export function createStorageHealth({ folder, now, log }: StorageHealthOptions): StorageHealth {
  let off: { readonly problem: StorageProblem; readonly retryAtMs: number } | undefined;
  const mayTry = (): boolean => off === undefined || now() >= off.retryAtMs;
  return {
    mayTry,
    worked: () => {
      // What succeeds before that was begun before the failure.
      if (off === undefined || !mayTry()) return;
      off = undefined;
      log.info({ folder }, 'the cache keeps content again');
    },
    failed: (problem) => {
      if (off === undefined) log.error({ folder }, `the cache is off, and pulls go on from upstream: ${problem.sentence}`);
      off = { problem, retryAtMs: now() + retryMs };
    },
    problem: () => off?.problem,
  };
}
