// Hashes large blobs in a thread of their own, from the file as it grows: for this thread that would be half of the work that a blob makes.
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { DigestAlgorithm } from '../../upstream/verify-digest.ts';
import type { RunningHash } from './running-hash.ts';

export type HashOrder =
  | { readonly kind: 'begin'; readonly id: number; readonly file: string; readonly algorithm: DigestAlgorithm }
  /** Go on up to so many bytes of the file. */
  | { readonly kind: 'advance'; readonly id: number; readonly bytes: number }
  /** Tell the digest so far. */
  | { readonly kind: 'tell'; readonly id: number }
  | { readonly kind: 'end'; readonly id: number };

export type HashAnswer = { readonly kind: 'digest'; readonly id: number; readonly digest: string } | { readonly kind: 'failed'; readonly id: number; readonly error: unknown };

export interface HashThread {
  /** Starts the thread, where it does not run, so that nobody waits for that later. */
  readonly start: () => void;
  /** Of a file that is there. */
  readonly begin: (file: string, algorithm: DigestAlgorithm) => RunningHash;
  /** What is still hashed fails. */
  readonly close: () => Promise<void>;
}

const MiB = 1024 * 1024;
/** A message to the thread for every piece would cost more than the piece. */
const stepBytes = MiB;

/** TypeScript from the sources, JavaScript where they are built. */
const entry = new URL(`hash-thread-entry${extname(import.meta.url)}`, import.meta.url);

export function createHashThread(): HashThread {
  let running: RunningThread | undefined;
  let count = 0;
  /** Anew should it ever have ended. */
  const start = (): RunningThread => {
    if (running?.isOver() !== false) running = startThread();
    return running;
  };
  return {
    start,
    begin: (file, algorithm) => {
      const { post, tell } = start();
      count += 1;
      const id = count;
      let told = 0;
      let written = 0;
      let hasBegun = false;
      const advance = (): void => {
        // Not sooner: the thread would want the processor while the first bytes are on their way to a client.
        if (!hasBegun) post({ kind: 'begin', id, file, algorithm });
        hasBegun = true;
        told = written;
        post({ kind: 'advance', id, bytes: written });
      };
      return {
        update: () => undefined,
        wrote: (bytes) => {
          written = bytes;
          if (written - told >= stepBytes) advance();
        },
        digest: () => {
          advance();
          return tell(id);
        },
        close: () => {
          if (hasBegun) post({ kind: 'end', id });
        },
      };
    },
    close: async () => {
      await running?.end();
    },
  };
}

interface RunningThread {
  readonly isOver: () => boolean;
  readonly post: (order: HashOrder) => void;
  /** One at a time for each id. */
  readonly tell: (id: number) => Promise<string>;
  readonly end: () => Promise<unknown>;
}

function startThread(): RunningThread {
  const worker = new Worker(entry);
  worker.unref();
  const waiting = new Map<number, PromiseWithResolvers<string>>();
  let failure: Error | undefined;
  const fail = (error: Error): void => {
    failure ??= error;
    for (const { reject } of waiting.values()) reject(failure);
    waiting.clear();
  };
  worker.on('error', (error) => fail(error instanceof Error ? error : new Error(String(error))));
  worker.on('exit', () => fail(new Error('the thread that hashes ended')));
  worker.on('message', (answer: HashAnswer) => {
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.kind === 'digest') asked?.resolve(answer.digest);
    else asked?.reject(answer.error);
  });
  const post = (order: HashOrder): void => worker.postMessage(order);
  return {
    isOver: () => failure !== undefined,
    post,
    tell: (id) => {
      if (failure !== undefined) return Promise.reject(failure);
      const asked = Promise.withResolvers<string>();
      waiting.set(id, asked);
      post({ kind: 'tell', id });
      return asked.promise;
    },
    end: () => worker.terminate(),
  };
}
