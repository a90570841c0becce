// Names for records: UUIDs of version 7 (RFC 9562, section 5.7), whose text sorts by time.
import { randomBytes } from 'node:crypto';

/** A new id for a record made at `nowMs` (milliseconds since the Unix epoch). */
export function newRecordId(nowMs: number): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(nowMs, 0, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6); // version 7
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8); // variant 10
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
