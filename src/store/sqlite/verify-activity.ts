// Finds out whether a log is whole: every entry against its hash and its seal, each against the one before, and the last against the sealed heads.
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ActivityProblem, ActivityVerification } from '../../admin/activity/activity.port.ts';
import { createActivityHeads } from './activity-heads.ts';
import { hashOf, lineOf } from './activity-line.ts';
import { activityColumns, activityRow } from './activity-row.ts';
import { sealedHash } from './append-act.ts';
import type { Database } from './database.ts';
import { integer, text } from './row.ts';
import type { Row } from './row.ts';

/** Entries that one read goes over. */
const pieceEntries = 500;
const problemsMax = 100;

type Problem = ActivityProblem['problem'];

export function createVerifyActivity(database: Database): (organization: string | null) => Promise<ActivityVerification> {
  const heads = createActivityHeads(database);
  const newest = database.prepare('SELECT coalesce(max(sequence), 0) AS newest FROM activity WHERE chain = ?');
  const piece = database.prepare(`SELECT ${activityColumns}, a.hash, a.seal FROM activity a WHERE a.chain = ? AND a.sequence > ? AND a.sequence <= ? ORDER BY a.sequence LIMIT ${pieceEntries}`);
  return async (organization) => {
    const chain = organization ?? '';
    // Taken together: what is appended from here on is another verification's.
    const { head, isSealed, last } = await database.read(() => ({ head: heads.find(chain), isSealed: heads.isSealed(), last: integer(newest.get(chain) ?? {}, 'newest') }));
    const walk = createWalk({ database, head });
    for (let after: number | undefined = 0; after !== undefined; ) {
      const from: number = after;
      const rows = await database.read(() => piece.all(chain, from, last));
      for (const row of rows) walk.step(row);
      after = rows.length < pieceEntries ? undefined : integer(rows.at(-1) ?? {}, 'sequence');
      await nextTurn();
    }
    return walk.end({ isSealed });
  };
}

interface Walking {
  readonly database: Database;
  readonly head: { readonly sequence: number; readonly hash: string } | undefined;
}

function createWalk({ database, head }: Walking) {
  const found: ActivityProblem[] = [];
  let problemCount = 0;
  let entries = 0;
  let previous = { sequence: 0, hash: '', isHashKnown: true };
  const tell = (problem: Problem, sequence: number | null, count = 1): void => {
    problemCount += 1;
    if (found.length < problemsMax) found.push({ sequence, problem, count });
  };
  return {
    step: (row: Row): void => {
      const entry = activityRow(row);
      const { sequence } = entry;
      const hash = text(row, 'hash');
      entries += 1;
      const isNext = sequence === previous.sequence + 1;
      if (!isNext) tell('missing', previous.sequence + 1, sequence - previous.sequence - 1);
      const isAdded = sequence > (head?.sequence ?? 0);
      const isSealed = database.activitySeal.holds(text(row, 'seal'), sealedHash(hash));
      // Where the hash of the one before is lost, the entry cannot be hashed again: its own seal has to do.
      const canHash = isNext && previous.isHashKnown;
      const isRight = isSealed && isJson(entry.actor) && isJson(entry.before) && isJson(entry.after) && (!canHash || hashOf(lineOf(entry, previous.hash)) === hash);
      if (isAdded) tell('added', sequence);
      else if (!isRight) tell('changed', sequence);
      previous = { sequence, hash, isHashKnown: isSealed };
    },
    end: ({ isSealed }: { readonly isSealed: boolean }): ActivityVerification => {
      if (head !== undefined && previous.sequence < head.sequence) tell('missing', previous.sequence + 1, head.sequence - previous.sequence);
      const isHeadRight = head === undefined || previous.sequence !== head.sequence || previous.hash === head.hash;
      if (!isSealed || !isHeadRight) tell('seal', null, 0);
      return { entries, head: head ?? null, problems: found, problemCount };
    },
  };
}

/** Text that is no JSON could be cut at another place, and hash the same. */
function isJson(source: string): boolean {
  try {
    JSON.parse(source);
    return true;
  } catch {
    return false;
  }
}
