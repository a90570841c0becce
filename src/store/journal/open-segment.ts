// A closed segment of the record journal, to be read and removed by whoever moves its records, in whatever thread.
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { JournalSegment } from '../../audit/record-journal.port.ts';
import { syncFolder } from '../../disk/sync-folder.ts';
import type { Log } from '../../telemetry/log.ts';
import { readSegment } from './read-segment.ts';

/** `file` is the segment's name in the folder. */
export function openSegment({ folder, file, log }: { readonly folder: string; readonly file: string; readonly log: Log }): JournalSegment {
  const path = join(folder, file);
  let isDamaged = false;
  return {
    name: file,
    read: () =>
      readSegment({
        path,
        onDamage: (line) => {
          isDamaged = true;
          log.error({ segment: file, line }, 'a line of the record journal is damaged: its segment is kept as .corrupt once the good lines are stored');
        },
      }),
    remove: async () => {
      if (!isDamaged) return rm(path, { force: true });
      await rename(path, `${path}.corrupt`);
      await syncFolder(folder);
    },
  };
}
