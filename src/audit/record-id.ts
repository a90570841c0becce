// Names for records: UUIDs of version 7 (RFC 9562, section 5.7), whose text sorts by time.
import { randomUUID } from 'node:crypto';

/** A new id for a record made at `nowMs` (milliseconds since the Unix epoch). */
export function newRecordId(nowMs: number): string {
  const time = nowMs.toString(16).padStart(12, '0'); // 48 bits
  // The rest is a UUID of version 4 after its version digit: random, its variant the same. Node keeps random bytes ready for those.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice('xxxxxxxx-xxxx-4'.length)}`;
}
