// RecordStore: keeps the records of decisions, and removes the old ones with a note that it did.
import type { PullRecord, RecordStore } from '../../audit/record-store.port.ts';
import { countRecords } from './count-records.ts';
import type { Database } from './database.ts';
import { pullRecordColumns, rowValues } from './pull-record-row.ts';
import { queueDeliveries } from './queue-deliveries.ts';
import { createRemoveCounts } from './remove-counts.ts';
import { integer, listOfTexts, text } from './row.ts';

/** Removed in one transaction: small, so that neither requests nor other processes wait for it. */
const removalBatch = 500;

export function createRecordStore(database: Database): RecordStore {
  const insert = insertRecord(database);
  const count = countRecords(database);
  const { queueDenials } = queueDeliveries(database);
  const removeBatch = createRemoveBatch(database);
  const removeCounts = createRemoveCounts(database);
  return {
    insertRecords: (records) =>
      database.write(() => {
        const added = records.filter(insert);
        count(added);
        queueDenials(added);
      }),
    removeRecordsBefore: async (beforeMs, nowMs) => {
      while (await database.write(() => removeCounts(beforeMs))) await new Promise((resolve) => setImmediate(resolve));
      let removed = 0;
      for (;;) {
        const step = await database.write(() => removeBatch(beforeMs, nowMs, removed));
        removed += step;
        if (step < removalBatch) return removed;
        await new Promise((resolve) => setImmediate(resolve)); // lets requests through
      }
    },
  };
}

/** False for a record that was there already. */
function insertRecord(database: Database): (record: PullRecord) => boolean {
  const insert = database.prepare(
    `INSERT INTO pull_records (${pullRecordColumns.join(', ')}) VALUES (${pullRecordColumns.map(() => '?').join(', ')}) ON CONFLICT (id) DO NOTHING`,
  );
  const insertReader = database.prepare('INSERT INTO pull_readers (organization, time_ms, id, effect, subject_name) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING');
  return (record) => {
    if (insert.run(...rowValues(record)).changes === 0) return false;
    for (const organization of record.readableBy) {
      insertReader.run(organization, record.timeMs, record.id, record.effect, record.subjectName);
    }
    return true;
  };
}

/** Removes at most one batch, in a transaction of the caller's, and counts it in the note of this removal. */
function createRemoveBatch(database: Database): (beforeMs: number, nowMs: number, removedBefore: number) => number {
  const oldest = database.prepare('SELECT id, time_ms, readable_by FROM pull_records WHERE time_ms < ? ORDER BY time_ms LIMIT ?');
  const remove = database.prepare('DELETE FROM pull_records WHERE id = ?');
  const removeReader = database.prepare('DELETE FROM pull_readers WHERE organization = ? AND time_ms = ? AND id = ?');
  const note = database.prepare('INSERT INTO record_removals (at_ms, before_ms, removed) VALUES (?, ?, ?)');
  const noteMore = database.prepare('UPDATE record_removals SET removed = removed + ? WHERE sequence = (SELECT max(sequence) FROM record_removals WHERE at_ms = ? AND before_ms = ?)');
  return (beforeMs, nowMs, removedBefore) => {
    const rows = oldest.all(beforeMs, removalBatch);
    for (const row of rows) {
      const id = text(row, 'id');
      for (const organization of listOfTexts(row, 'readable_by')) removeReader.run(organization, integer(row, 'time_ms'), id);
      remove.run(id);
    }
    if (rows.length > 0 && removedBefore === 0) note.run(nowMs, beforeMs, rows.length);
    else if (rows.length > 0) noteMore.run(rows.length, nowMs, beforeMs);
    return rows.length;
  };
}
