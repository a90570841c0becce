// Moves records from the journal to the store in a thread of its own: reading, storing and flushing them would hold up answers to pulls.
import { once } from 'node:events';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { JournalSegment } from './audit/record-journal.port.ts';
import type { LogOptions } from './telemetry/log.ts';

export interface RecordMoverOptions {
  readonly journalFolder: string;
  /** The store's file. */
  readonly database: string;
  readonly log: Pick<LogOptions, 'level' | 'format'>;
}

/** To the thread: the name of a segment. From it: whether its records are in the store, and the segment gone. */
export type MoveResult = { readonly kind: 'moved' } | { readonly kind: 'failed'; readonly error: unknown };

export interface RecordMover {
  /** Not for concurrent calls. Rejects when the records may not all be in the store; the segment is kept then. */
  readonly move: (segment: Pick<JournalSegment, 'name'>) => Promise<void>;
  /** To be called when nothing is being moved. */
  readonly close: () => Promise<void>;
}

/** TypeScript from the sources, JavaScript where they are built. */
const entry = new URL(`record-mover-thread${extname(import.meta.url)}`, import.meta.url);

/** The thread starts with the first segment there is, and anew should it ever end. */
export function createRecordMover(options: RecordMoverOptions): RecordMover {
  let thread: Worker | undefined;
  const start = (): Worker => {
    const started = new Worker(entry, { workerData: options });
    started.unref();
    const forget = (): void => {
      if (thread === started) thread = undefined;
    };
    started.once('error', forget).once('exit', forget);
    return started;
  };
  return {
    move: async ({ name }) => {
      thread ??= start();
      const result = await ask(thread, name);
      if (result.kind === 'failed') throw result.error;
    },
    close: async () => {
      await thread?.terminate();
    },
  };
}

async function ask(thread: Worker, segment: string): Promise<MoveResult> {
  const settled = new AbortController();
  const { signal } = settled;
  const answered = once(thread, 'message', { signal }); // rejects with what the thread died of
  const ended = once(thread, 'exit', { signal }).then(() => {
    throw new Error('the thread that moves records ended');
  });
  try {
    thread.postMessage(segment);
    const [result] = (await Promise.race([answered, ended])) as [MoveResult];
    return result;
  } finally {
    settled.abort();
    await Promise.allSettled([answered, ended]);
  }
}
