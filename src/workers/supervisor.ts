// Keeps a number of worker processes alive: who dies is replaced, after a pause when it keeps dying.
import cluster from 'node:cluster';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import type { Log } from '../telemetry/log.ts';
import { ChannelClosed } from './channel.ts';
import { primaryHeapFlags, workerHeapFlags } from './heap-flags.ts';
import { StartRefused } from './start-refused.ts';
import { processWire } from './wire.ts';
import type { Wire } from './wire.ts';

const secondMs = 1000;
/** A worker that lived this long did not die of its start. */
const soundAfterMs = 10 * secondMs;
const firstPauseMs = 100;
const pauseMaxMs = 30 * secondMs;
/** Of a worker that has never come up. */
const attemptsMax = 3;
const endedWell = 'exit status 0';

export interface StartedWorker {
  /** From 1 on; who replaces a worker gets its number. */
  readonly number: number;
  readonly wire: Wire;
}

export interface SupervisorOptions {
  /** The file that a worker runs, with the same node and its flags. */
  readonly entry: string;
  readonly count: number;
  /** Brings a process that was just started to where it does its work. Rejects when it cannot: with StartRefused when no other could either. */
  readonly bringUp: (worker: StartedWorker) => Promise<void>;
  readonly log: Log;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

export interface Supervisor {
  /** Resolves once every worker is up. Rejects with StartRefused when one of them never is. */
  readonly started: Promise<void>;
  /** Asks all to finish what they have (SIGTERM), and kills who has not after `limitMs`. None is replaced any more. Resolves when all are gone. */
  readonly stop: (limitMs: number) => Promise<void>;
}

/** How a worker's life went, once it is over. */
interface Life {
  readonly livedMs: number;
  /** `exit status 1`, `SIGKILL`. */
  readonly end: string;
  /** Why it never came up. */
  readonly failure?: Error;
}

/** Starts the processes at once. node:cluster shares a listener among them: on what one of them listens, all of them answer. */
export function superviseWorkers(options: SupervisorOptions): Supervisor {
  const { entry, count, log } = options;
  // Each worker accepts for itself. Were the primary to accept and hand over, a connection on its way to a worker that dies would be lost and left open.
  cluster.schedulingPolicy = cluster.SCHED_NONE;
  cluster.setupPrimary({ exec: entry, args: [], serialization: 'advanced', execArgv: [...process.execArgv, ...workerHeapFlags] });
  for (const flag of primaryHeapFlags) setFlagsFromString(flag);
  const stopping = new AbortController();
  const isStopping = (): boolean => stopping.signal.aborted;
  const living = new Map<number, LivingWorker>();

  /** Goes on until Pullgate stops, or the worker has never been up and will not be. */
  const keepAlive = async (number: number, onUp: () => void): Promise<void> => {
    let wasUp = false;
    for (let attempt = 1, failures = 0; !isStopping(); attempt++) {
      const worker = startWorker(options, number);
      living.set(number, worker);
      const life = await worker.life(onUp);
      wasUp ||= worker.isUp();
      living.delete(number);
      if (isStopping()) return;
      if (!wasUp) refuseWhenHopeless({ number, attempt, life });
      failures = life.livedMs >= soundAfterMs ? 1 : failures + 1;
      const pauseMs = pauseAfter(failures);
      tellEnd(log, { worker: number, end: life.end, livedMs: life.livedMs, pauseMs }, life.failure);
      await sleep(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };

  const workers = Array.from({ length: count }, (_, index) => {
    const { promise: up, resolve, reject } = Promise.withResolvers<undefined>();
    return { up, over: keepAlive(index + 1, () => resolve(undefined)).catch(reject) };
  });
  const started = Promise.all(workers.map(({ up }) => up)).then(() => undefined);
  // Who waits for it may not have come so far when it fails.
  started.catch(() => undefined);
  return {
    started,
    stop: async (limitMs) => {
      stopping.abort();
      for (const { isUp, kill } of living.values()) kill(isUp() ? 'SIGTERM' : 'SIGKILL');
      const late = setTimeout(() => {
        for (const [number, { kill }] of living) {
          log.warn({ worker: number }, 'a worker process did not end in time and is killed');
          kill('SIGKILL');
        }
      }, limitMs);
      await Promise.all(workers.map(({ over }) => over));
      clearTimeout(late);
    },
  };
}

interface LivingWorker {
  readonly isUp: () => boolean;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Brings it up, and resolves when it has ended. To be called once. */
  readonly life: (onUp: () => void) => Promise<Life>;
}

function startWorker({ bringUp, log, now }: SupervisorOptions, number: number): LivingWorker {
  const worker = cluster.fork();
  const startedAtMs = now();
  let isUp = false;
  const ended = new Promise<string>((resolve) => {
    worker.once('exit', (code, signal) => resolve(typeof signal === 'string' ? signal : `exit status ${code}`));
    worker.on('error', (error) => {
      // Without a process there is no exit.
      if (worker.process.pid === undefined) resolve(error.message);
    });
  });
  const kill = (signal: NodeJS.Signals): void => void worker.process.kill(signal);
  return {
    isUp: () => isUp,
    kill,
    life: async (onUp) => {
      let failure: Error | undefined;
      try {
        await Promise.race([bringUp({ number, wire: processWire(worker.process) }), ended.then((end) => Promise.reject(new Error(end)))]);
        isUp = true;
        log.debug({ worker: number, processId: worker.process.pid }, 'a worker process is up');
        onUp();
      } catch (error) {
        failure = error instanceof Error ? error : new Error(String(error));
        kill('SIGKILL');
      }
      const end = await ended;
      return { livedMs: now() - startedAtMs, end, ...(failure === undefined ? {} : { failure }) };
    },
  };
}

function tellEnd(log: Log, fields: { readonly worker: number; readonly end: string; readonly livedMs: number; readonly pauseMs: number }, failure: Error | undefined): void {
  if (failure !== undefined) log.error({ ...fields, err: failure }, 'a worker process did not start and is tried again');
  // Somebody asked it to end.
  else if (fields.end === endedWell) log.info(fields, 'a worker process ended and is replaced');
  else log.error(fields, 'a worker process died and is replaced');
}

function refuseWhenHopeless({ number, attempt, life }: { readonly number: number; readonly attempt: number; readonly life: Life }): void {
  if (life.failure instanceof StartRefused) throw life.failure;
  if (attempt >= attemptsMax) throw new StartRefused(`worker process ${number} does not start (${life.failure instanceof ChannelClosed ? life.end : (life.failure?.message ?? life.end)}): see what it printed`, { cause: life.failure });
}

function pauseAfter(failures: number): number {
  return failures <= 1 ? 0 : Math.min(firstPauseMs * 2 ** (failures - 2), pauseMaxMs);
}
