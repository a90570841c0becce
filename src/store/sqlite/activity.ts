// ActivityStore: the log of what people do, read in windows so that a long search holds nobody up.
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ActivityFilter, ActivityPage, ActivityStore, LoggedAct } from '../../admin/activity/activity.port.ts';
import { activityColumns, activityRow } from './activity-row.ts';
import { lineOf, withHash } from './activity-line.ts';
import type { Database } from './database.ts';
import { integer, text, textOrNull } from './row.ts';
import type { Row } from './row.ts';
import { createVerifyActivity } from './verify-activity.ts';

/** Entries that one read goes over. */
const windowEntries = 1000;

const matching = `
  AND (:action IS NULL OR a.action = :action OR substr(a.action, 1, length(:action) + 1) = :action || '.')
  AND (:actor IS NULL OR (json_valid(a.actor) AND json_extract(a.actor, '$.name') = :actor COLLATE NOCASE))
  AND (:name IS NULL OR a.name = :name COLLATE NOCASE)
  AND (:fromMs IS NULL OR a.at_ms >= :fromMs) AND (:toMs IS NULL OR a.at_ms < :toMs)
  AND (:text IS NULL OR instr(lower(a.action || ' ' || a.name || ' ' || a.actor || ' ' || a.before || ' ' || a.after), lower(:text)) > 0)`;

export function createActivityStore(database: Database): ActivityStore {
  const select = `SELECT ${activityColumns}, a.hash, p.hash AS previous_hash
    FROM activity a LEFT JOIN activity p ON p.chain = a.chain AND p.sequence = a.sequence - 1
    WHERE a.chain = :chain AND a.sequence BETWEEN :first AND :last ${matching} ORDER BY a.sequence`;
  const statements = { 'newest-first': database.prepare(`${select} DESC LIMIT :limit`), 'oldest-first': database.prepare(`${select} LIMIT :limit`) } as const;
  const newest = database.prepare('SELECT coalesce(max(sequence), 0) AS newest FROM activity WHERE chain = ?');
  const newestOf = (chain: string): Promise<number> => database.read(() => integer(newest.get(chain) ?? {}, 'newest'));

  return {
    newestActivity: (organization) => newestOf(organization ?? ''),
    verifyActivity: createVerifyActivity(database),
    listActivity: async (organization, filter, page) => {
      const chain = organization ?? '';
      const wanted = page.limit + (page.skip ?? 0);
      const found: LoggedAct[] = [];
      for (const [first, last] of windowsOf(page, await newestOf(chain))) {
        const limit = wanted - found.length;
        const rows = await database.read(() => statements[page.order].all({ chain, first, last, limit, ...parametersOf(filter) }));
        found.push(...rows.map(loggedAct));
        if (found.length === wanted) break;
        await nextTurn();
      }
      return found.slice(page.skip ?? 0);
    },
  };
}

/** The parts of the log, first and last included, in the order in which they are read. */
function* windowsOf({ order, after, upTo }: ActivityPage, newest: number): Generator<readonly [number, number]> {
  const end = Math.min(upTo ?? newest, newest);
  if (order === 'oldest-first') {
    for (let first = (after ?? 0) + 1; first <= end; first += windowEntries) yield [first, Math.min(first + windowEntries - 1, end)];
  } else {
    for (let last = Math.min((after ?? newest + 1) - 1, end); last >= 1; last -= windowEntries) yield [Math.max(last - windowEntries + 1, 1), last];
  }
}

function parametersOf({ action, actor, name, fromMs, toMs, text: part }: ActivityFilter) {
  return { action: action ?? null, actor: actor ?? null, name: name ?? null, fromMs: fromMs ?? null, toMs: toMs ?? null, text: part ?? null };
}

function loggedAct(row: Row): LoggedAct {
  const entry = activityRow(row);
  return { sequence: entry.sequence, line: withHash(lineOf(entry, textOrNull(row, 'previous_hash') ?? ''), text(row, 'hash')) };
}
