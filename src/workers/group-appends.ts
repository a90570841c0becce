// Appends of several workers share the flushes: what comes while one is under way goes together into the next.
import type { PullRecord, RecordJournal } from '../audit/record-journal.port.ts';

interface Waiting {
  readonly records: readonly PullRecord[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Makes an `append` that many may call at once. What waits is bounded by its callers: a worker's recorder has one append under way.
 * When the journal fails, everything that shared the flush is rejected.
 */
export function groupAppends(journal: Pick<RecordJournal, 'append'>): RecordJournal['append'] {
  let waiting: Waiting[] = [];
  let isWriting = false;

  const writeAll = async (): Promise<void> => {
    isWriting = true;
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      try {
        await journal.append(group.flatMap(({ records }) => records));
        for (const { resolve } of group) resolve();
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    isWriting = false;
  };

  return (records) =>
    new Promise((resolve, reject) => {
      waiting.push({ records, resolve, reject });
      if (!isWriting) void writeAll();
    });
}
