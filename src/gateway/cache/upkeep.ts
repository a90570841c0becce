// Keeps the cache in order while it runs: index and files agree, room is made, old knowledge goes, and all of it is read again on request.
import type { Log } from '../../telemetry/log.ts';
import type { CacheIndex } from './cache-index.port.ts';
import { createPrune } from './prune.ts';
import type { Prune, PruneOptions } from './prune.ts';
import { reconcile } from './reconcile.ts';
import type { Room } from './room.ts';
import { createSweep } from './sweep.ts';
import { verify } from './verify.ts';
import type { VerifyParts, VerifyProgress } from './verify.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** A file that is younger may be on its way from its place on the disk to the index. */
const settledMs = minuteMs;
/** What was neither used nor confirmed for so long, and leads to no content, is forgotten. */
const forgetAfterMs = 30 * dayMs;

export type VerifyState = VerifyProgress & {
  readonly state: 'idle' | 'running' | 'done' | 'failed';
  /** Milliseconds since the Unix epoch. */
  readonly startedAtMs?: number;
  readonly finishedAtMs?: number;
  /** Why it failed. */
  readonly failure?: string;
};

export interface CacheUpkeep {
  /** Begins in the background, and goes on every day. Once everything else listens: the first pull is not to wait. */
  readonly start: () => void;
  readonly prune: Prune;
  /** Begins to read all content again, unless that is under way. */
  readonly startVerify: () => VerifyState;
  readonly verifyState: () => VerifyState;
  /** Stops everything, and waits for what must not be cut off. */
  readonly close: () => Promise<void>;
}

export interface CacheUpkeepOptions {
  readonly paths: VerifyParts['paths'];
  readonly index: VerifyParts['index'] & PruneOptions['index'] & Pick<CacheIndex, 'forgetBefore'>;
  readonly content: VerifyParts['content'] & PruneOptions['content'];
  readonly room: Room;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  readonly log: Pick<Log, 'info' | 'warn'>;
}

export function createCacheUpkeep(options: CacheUpkeepOptions): CacheUpkeep {
  const { index, now, log } = options;
  const sweep = createSweep(options);
  const stop = new AbortController();
  const { signal } = stop;
  // Reconciling and verifying walk through the same files: one after the other.
  let walk: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let state: VerifyState = { state: 'idle', checked: 0, total: 0, bytes: 0, totalBytes: 0, wrong: [] };

  const tidy = async (beforeMs: number): Promise<void> => {
    try {
      const { dropped, adopted } = await reconcile(options, { beforeMs, signal });
      if (dropped + adopted > 0) log.info({ dropped, adopted }, "the cache's index agrees with its files again");
      index.forgetBefore(now() - forgetAfterMs);
    } catch (error) {
      if (!signal.aborted) log.warn({ err: error }, 'the cache could not be put in order: tried again tomorrow');
    }
  };
  const startVerify = (): VerifyState => {
    if (state.state === 'running') return state;
    const startedAtMs = now();
    const finish = (outcome: Pick<VerifyState, 'state' | 'failure'>): void => {
      state = { ...state, ...outcome, finishedAtMs: now() };
    };
    state = { state: 'running', checked: 0, total: 0, bytes: 0, totalBytes: 0, wrong: [], startedAtMs };
    walk = walk
      .then(() => verify(options, { beforeMs: startedAtMs - settledMs, signal, onProgress: (progress) => (state = { ...progress, state: 'running', startedAtMs }) }))
      .then(() => {
        finish({ state: 'done' });
        logVerified(state, log);
      })
      .catch((error: unknown) => {
        finish({ state: 'failed', failure: signal.aborted ? 'pullgate was stopped' : error instanceof Error ? error.message : String(error) });
        if (!signal.aborted) log.warn({ err: error }, 'the content of the cache could not be verified');
      });
    return state;
  };

  return {
    start: () => {
      const startedAtMs = now();
      walk = walk.then(() => tidy(startedAtMs)).then(() => void sweep.runNow());
      timer = setInterval(() => {
        walk = walk.then(() => tidy(now() - settledMs));
      }, dayMs).unref();
    },
    prune: createPrune(options),
    startVerify,
    verifyState: () => state,
    close: async () => {
      clearInterval(timer);
      stop.abort();
      await Promise.all([walk, sweep.close()]);
    },
  };
}

function logVerified({ checked, bytes, wrong }: VerifyState, log: Pick<Log, 'info' | 'warn'>): void {
  if (wrong.length === 0) log.info({ checked, bytes }, 'the content of the cache is whole');
  else log.warn({ checked, bytes, wrong: wrong.length, first: wrong[0] }, 'content of the cache was wrong, and is mended: it is fetched again when it is asked for');
}
