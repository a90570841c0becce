// UUIDs (RFC 9562) for records and requests, from random bytes that are drawn for many at a time.
//
// Their text is made in one piece: V8 keeps a text that was put together as a tree of its parts, and writing a record that holds such
// a one as JSON takes three times as long.
import { randomFillSync } from 'node:crypto';

export interface Uuids {
  /** Version 4: random. */
  readonly random: () => string;
  /** Version 7: its text sorts by time. `nowMs` is in milliseconds since the Unix epoch. */
  readonly timed: (nowMs: number) => string;
}

const uuidBytes = 16;
const drawnAtOnce = 256;
const textLength = 36;
/** Of the bytes' first digits in the text: 8-4-4-4-12 digits with dashes between. */
const places = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];
const digits = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0')).join(''));

export function createUuids(): Uuids {
  const pool = Buffer.alloc(uuidBytes * drawnAtOnce);
  const text = Buffer.alloc(textLength, '-');
  let next = pool.length;

  /** Where the random bytes of one more begin. */
  const draw = (): number => {
    if (next === pool.length) {
      randomFillSync(pool);
      next = 0;
    }
    next += uuidBytes;
    return next - uuidBytes;
  };
  const format = (start: number, version: number): string => {
    pool[start + 6] = ((pool[start + 6] ?? 0) & 0x0f) | (version << 4);
    pool[start + 8] = ((pool[start + 8] ?? 0) & 0x3f) | 0x80; // the variant
    for (let n = 0; n < uuidBytes; n += 1) {
      const digit = 2 * (pool[start + n] ?? 0);
      const place = places[n] ?? 0;
      text[place] = digits[digit] ?? 0;
      text[place + 1] = digits[digit + 1] ?? 0;
    }
    return text.toString('latin1');
  };
  return {
    random: () => format(draw(), 4),
    timed: (nowMs) => {
      const start = draw();
      pool.writeUIntBE(nowMs, start, 6);
      return format(start, 7);
    },
  };
}
