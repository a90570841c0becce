// One record as one line of JSON.
import type { PullRecord } from '../../audit/record-journal.port.ts';
import { parsePullRecord } from '../pull-record-fields.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

export function formatRecordLines(records: readonly PullRecord[]): Buffer {
  return Buffer.from(records.map((record) => `${JSON.stringify(record)}\n`).join(''));
}

/** Undefined for a damaged line. */
export function parseRecordLine(line: Buffer): PullRecord | undefined {
  try {
    return parsePullRecord(JSON.parse(utf8.decode(line)));
  } catch {
    return undefined;
  }
}
