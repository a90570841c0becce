// The place in a list of records where a page ended, as a text for the client to send back.
//
//   base64url of  <ms since the epoch> . <id of the record> . <checksum>
//
// The checksum covers organization and filters: a cursor that was cut, altered, or made for another search is told from a good one
// instead of leading to a wrong place. It is no secret, and need not be one: whoever makes one up reads from another place of the
// same records.
import { createHash } from 'node:crypto';
import type { PullFilter, PullPosition } from './pulls.port.ts';

const checksumCharacters = 16;

/** What a cursor belongs to. */
export interface CursorScope {
  readonly organization: string;
  readonly filter: PullFilter;
}

export function writeCursor(position: PullPosition, scope: CursorScope): string {
  const place = `${position.timeMs}.${position.id}`;
  return Buffer.from(`${place}.${checksum(place, scope)}`).toString('base64url');
}

/** Undefined for what is no cursor of this scope. */
export function readCursor(cursor: string, scope: CursorScope): PullPosition | undefined {
  const [, timeMs = '', id = '', sum = ''] = /^(\d{1,16})\.([\w-]{1,64})\.([0-9a-f]+)$/.exec(Buffer.from(cursor, 'base64url').toString('utf8')) ?? [];
  const position = { timeMs: Number(timeMs), id };
  // Written anew it must be the same, to the last bit: decoding forgives what is no base64url.
  return sum === checksum(`${timeMs}.${id}`, scope) && writeCursor(position, scope) === cursor ? position : undefined;
}

function checksum(place: string, { organization, filter }: CursorScope): string {
  const filters = Object.entries(filter).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256').update(JSON.stringify([organization, filters, place])).digest('hex').slice(0, checksumCharacters);
}
