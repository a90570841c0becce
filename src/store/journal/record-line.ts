// One record as one line of JSON.
import type { PullRecord } from '../../audit/record-journal.port.ts';
import { parsePullRecord } from '../pull-record-fields.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

export function formatRecordLines(records: readonly PullRecord[]): Buffer {
  // Each line is made in one piece (see audit/uuid.ts).
  return Buffer.from(records.length === 0 ? '' : `${records.map((record) => JSON.stringify(record)).join('\n')}\n`);
}

/** Undefined for a damaged line. */
export function parseRecordLine(line: Buffer): PullRecord | undefined {
  try {
    return parsePullRecord(JSON.parse(utf8.decode(line)));
  } catch {
    return undefined;
  }
}
