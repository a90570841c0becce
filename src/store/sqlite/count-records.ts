// Counts the records of decisions while they are stored, so that a chart of a million of them reads a few thousand rows.
import type { DecisionCounts, StatisticsDimension } from '../../admin/statistics/statistics.port.ts';
import type { PullRecord } from '../../audit/record-store.port.ts';
import type { Database } from './database.ts';
import { countsOf, firstHour, keysOf, plus, repositoryOf, spansHours } from './record-counts.ts';

type Dimension = readonly [StatisticsDimension, (record: PullRecord) => string | undefined];
const dimensions = Object.entries(keysOf) as readonly Dimension[];

type CountKey = readonly [organization: string, spanHours: number, dimension: string, hour: number, key: string];
type RefusalKey = readonly [organization: string, spanHours: number, hour: number, repository: string, subject: string];

/** To be called in the transaction that stores the records, with those that were not there before. */
export function countRecords(database: Database): (records: readonly PullRecord[]) => void {
  const add = database.prepare(
    `INSERT INTO record_counts (organization, span_hours, dimension, hour, key, pulls, denials, audited) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET pulls = pulls + excluded.pulls, denials = denials + excluded.denials, audited = audited + excluded.audited`,
  );
  const addRefusals = database.prepare(
    'INSERT INTO refusal_counts (organization, span_hours, hour, repository, subject, denials) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET denials = denials + excluded.denials',
  );
  return (records) => {
    const sums = createSums<CountKey>();
    const refusals = createSums<RefusalKey>();
    for (const record of records) {
      const counts = countsOf(record);
      if (counts === undefined) continue;
      const keys = dimensions.flatMap(([dimension, keyOf]) => {
        const key = keyOf(record);
        return key === undefined ? [] : [[dimension, key] as const];
      });
      for (const organization of record.readableBy) {
        // What another organization's settings said is not told here.
        const isAbroad = record.organization !== null && record.organization !== organization;
        for (const span of spansHours) {
          const hour = firstHour(record.timeMs, span);
          for (const [dimension, key] of keys) sums.add([organization, span, dimension, hour, dimension === 'reason' && isAbroad ? '' : key], counts);
          if (counts.denials > 0) refusals.add([organization, span, hour, repositoryOf(record), record.subjectName ?? ''], counts);
        }
      }
    }
    for (const [key, { pulls, denials, audited }] of sums.entries()) add.run(...key, pulls, denials, audited);
    for (const [key, { denials }] of refusals.entries()) addRefusals.run(...key, denials);
  };
}

/** Adds up before the database does: the records of one batch have much in common. */
function createSums<Key extends readonly (string | number)[]>() {
  const sums = new Map<string, readonly [Key, DecisionCounts]>();
  return {
    add: (key: Key, counts: DecisionCounts): void => {
      const text = key.join('\0');
      sums.set(text, [key, plus(sums.get(text)?.[1], counts)]);
    },
    entries: () => sums.values(),
  };
}
