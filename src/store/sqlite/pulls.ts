// PullStore: reads the records of decisions, newest first, without ever holding the process up for a long search.
import type { FoundPulls, PullFilter, PullPosition, PullStore } from '../../admin/pulls/pulls.port.ts';
import type { PullRecord } from '../../audit/record-store.port.ts';
import type { Database } from './database.ts';
import { buildPullQuery } from './pull-query.ts';
import type { PullQuery } from './pull-query.ts';
import { pullRecordColumns, pullRecordOf } from './pull-record-row.ts';
import { integer, text } from './row.ts';

/** How many of an organization's records one step of a search looks at, a few milliseconds' worth. */
const windowSize = 500;
/** After so many steps a search says how far it got, and may be gone on with. */
const windowsMax = 200;

const columns = pullRecordColumns.map((column) => `record.${column}`).join(', ');

export function createPullStore(database: Database): PullStore {
  const find = database.prepare(`SELECT ${columns} FROM pull_records AS record WHERE id = ?`);
  return {
    listPulls: async (organization, filter, { limit, after }) => {
      const query = buildPullQuery(filter);
      let position: PullPosition | undefined = start(filter, after);
      const found: PullRecord[] = [];
      for (let windows = 0; windows < windowsMax || query.conditions.length === 0; windows += 1) {
        const step: FoundPulls = await search({ database, query, organization, position, limit: limit - found.length });
        found.push(...step.records);
        position = step.next;
        if (position === undefined || found.length >= limit) break;
        await new Promise((resolve) => setImmediate(resolve)); // lets requests through
      }
      return { records: found, ...(position === undefined ? {} : { next: position }) };
    },
    findPull: (organization, id) =>
      database.read(() => {
        const row = find.get(id);
        const record = row === undefined ? undefined : pullRecordOf(row);
        return record?.readableBy.includes(organization) ? record : undefined;
      }),
  };
}

function start({ untilMs }: PullFilter, after: PullPosition | undefined): PullPosition {
  const end: PullPosition = { timeMs: untilMs ?? Number.MAX_SAFE_INTEGER, id: '' };
  return after !== undefined && after.timeMs < end.timeMs ? after : end;
}

interface Search {
  readonly database: Database;
  readonly query: PullQuery;
  readonly organization: string;
  readonly position: PullPosition;
  readonly limit: number;
}

/** Looks at one window of candidates from behind `position` on; `next` is where to go on. */
function search({ database, query, organization, position, limit }: Search): Promise<FoundPulls> {
  const isPlain = query.conditions.length === 0;
  const size = isPlain ? Math.min(limit, windowSize) : windowSize;
  const where = isPlain ? '' : `WHERE ${query.conditions.join(' AND ')}`;
  const values = { ':organization': organization, ':time': position.timeMs, ':id': position.id, ...query.candidateValues };
  return database.read(() => {
    const records = database
      .prepare(
        `SELECT ${columns} FROM (${query.candidates} LIMIT :size) AS candidate CROSS JOIN pull_records AS record ON record.id = candidate.id
         ${where} ORDER BY candidate.time_ms DESC, candidate.id DESC LIMIT :limit`,
      )
      .all({ ...values, ...query.conditionValues, ':size': size, ':limit': limit + 1 })
      .map(pullRecordOf);
    // One more than wanted is there: behind the last that is wanted there are others for sure.
    const last = records[limit - 1];
    if (records.length > limit && last !== undefined) return { records: records.slice(0, limit), next: { timeMs: last.timeMs, id: last.id } };
    const [end, following] = database.prepare(`${query.candidates} LIMIT 2 OFFSET :skip`).all({ ...values, ':skip': size - 1 });
    return { records, ...(end === undefined || following === undefined ? {} : { next: { timeMs: integer(end, 'time_ms'), id: text(end, 'id') } }) };
  });
}
