// Reads a segment in batches, in bounded memory.
import { createReadStream } from 'node:fs';
import type { PullRecord } from '../../audit/record-journal.port.ts';
import { parseRecordLine } from './record-line.ts';

const KiB = 1024;
/** Far more than a record can have, its headers being limited. */
const lineBytesMax = 512 * KiB;
const batchRecords = 256;
const newline = 0x0a;

interface Options {
  readonly path: string;
  /** Called for each line, counted from 1, that ends in a newline and is no record, and for one that is too long. */
  readonly onDamage: (lineNumber: number) => void;
}

/** Yields the whole records in order. The rest after the last newline is room for more (zeros), or was never acknowledged: it is left out. */
export async function* readSegment({ path, onDamage }: Options): AsyncGenerator<readonly PullRecord[]> {
  let batch: PullRecord[] = [];
  let lineNumber = 1;
  let rest: Buffer = Buffer.alloc(0);
  let isTooLong = false;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    const bytes: Buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = bytes.indexOf(newline); end !== -1; end = bytes.indexOf(newline, start)) {
      const record = isTooLong ? undefined : parseRecordLine(bytes.subarray(start, end));
      if (record !== undefined) batch.push(record);
      else if (!isTooLong) onDamage(lineNumber); // too long: reported when it became so
      isTooLong = false;
      lineNumber += 1;
      start = end + 1;
      if (batch.length === batchRecords) {
        yield batch;
        batch = [];
      }
    }
    rest = withoutRoom(bytes.subarray(start));
    if (rest.length > lineBytesMax) {
      if (!isTooLong) onDamage(lineNumber);
      isTooLong = true;
      rest = Buffer.alloc(0);
    }
  }
  if (batch.length > 0) yield batch;
}

/** However much room there is, one zero stands for it: a line behind it is damaged. */
function withoutRoom(bytes: Buffer): Buffer {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end -= 1;
  return bytes.subarray(0, end + 1);
}
