// A pull record as a row of pull_records, and back.
import type { SQLInputValue } from 'node:sqlite';
import type { PullRecord } from '../../audit/record-store.port.ts';
import { parsePullRecord, pullRecordEntries } from '../pull-record-fields.ts';
import { flag, json, malformed } from './row.ts';
import type { Row } from './row.ts';

/** `readableBy` -> `readable_by`. */
const columnOf = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The columns, in the order of `rowValues`. */
export const pullRecordColumns: readonly string[] = pullRecordEntries.map(([field]) => columnOf(field));

export function rowValues(record: PullRecord): SQLInputValue[] {
  return pullRecordEntries.map(([field]) => {
    const value = record[field];
    if (typeof value === 'boolean') return value ? 1 : 0;
    return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
  });
}

/** Throws StoreError `malformed-row`. */
export function pullRecordOf(row: Row): PullRecord {
  const record = parsePullRecord(
    Object.fromEntries(
      pullRecordEntries.map(([field, { kind }]) => {
        const column = columnOf(field);
        if (kind === 'boolean') return [field, flag(row, column)];
        return [field, kind === 'texts' ? json(row, column) : row[column]];
      }),
    ),
  );
  if (record === undefined) throw malformed('record of a pull', 'one that this version can read');
  return record;
}
