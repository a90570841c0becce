// A process of the fault tests, run with a limit on the size of files: keeps records until they no longer fit, then fewer.
//
//   node record-on-full-disk.ts FOLDER        prints { acknowledged: [ids], failures: [codes] } as JSON
import { openRecordJournal } from '../../src/store/journal/open-record-journal.ts';
import { pullRecord } from '../../src/store/conformance/store-under-test.ts';
import { createLog } from '../../src/telemetry/log.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: record-on-full-disk.ts FOLDER');

process.on('SIGXFSZ', () => undefined); // without a handler the limit kills the process; with one, the write fails as on a full disk
const journal = await openRecordJournal({ folder, worker: 'w', now: () => 1, log: createLog({ level: 'silent', format: 'json' }) });
const acknowledged: string[] = [];
const failures: unknown[] = [];
const batch = (name: string, size: number) => Array.from({ length: size }, (_, n) => pullRecord({ id: `${name}-${n}` }));
for (let round = 0; round < 40; round += 1) {
  const records = batch(String(round), round % 2 === 0 ? 2 : 60); // the odd ones are larger than the limit
  try {
    await journal.append(records);
    acknowledged.push(...records.map(({ id }) => id));
  } catch (error) {
    failures.push(error instanceof Error && 'code' in error ? error.code : String(error));
  }
}
await journal.close();
process.stdout.write(JSON.stringify({ acknowledged, failures }));
