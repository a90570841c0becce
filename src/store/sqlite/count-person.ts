// One person's decisions, counted from the records: counts of each person would be as many as the records themselves.
import type { CountOfSpan, CountedDecisions, DecisionCounts, RangeAsked, RefusedRepository, StatisticsDimension } from '../../admin/statistics/statistics.port.ts';
import { clientNameOf } from '../../core/distribution/client-name.ts';
import type { Database } from './database.ts';
import { countsOfRow, largestKeys, plus, reasonHeading } from './record-counts.ts';
import { integer, text } from './row.ts';

const hourMs = 60 * 60 * 1000;
/** Looked at in one step, a few milliseconds' worth. */
const recordsOfStep = 1000;
/** Of one question. */
const recordsMax = 250_000;

/** What the database groups by, and the key that it becomes. */
const keys = {
  effect: { column: 'effect', keyOf: (raw) => raw },
  category: { column: "coalesce(category, '')", keyOf: (raw) => raw },
  repository: { column: "registry || '/' || repository", keyOf: (raw) => raw },
  person: { column: "coalesce(record.subject_name, '')", keyOf: (raw) => raw },
  rule: { column: 'rule', keyOf: (raw) => raw },
  reason: { column: "json_array(coalesce(reason, ''), repository)", keyOf: (raw) => reasonHeading(...(JSON.parse(raw) as [string, string])) },
  client: { column: 'user_agent', keyOf: (raw) => clientNameOf(raw) },
} as const satisfies Readonly<Record<StatisticsDimension, { readonly column: string; readonly keyOf: (raw: string) => string }>>;

interface Found {
  readonly key: string;
  readonly count: CountOfSpan;
}

export function createCountPerson(database: Database): (range: RangeAsked, subjectName: string, dimension: StatisticsDimension, keysMax: number) => Promise<CountedDecisions | 'too-many'> {
  return async (range, subjectName, dimension, keysMax) => {
    const spans = new Map<string, Map<number, CountOfSpan>>();
    const totals = new Map<string, DecisionCounts>();
    const all = new Map<number, CountOfSpan>();
    for await (const part of readPerson(database, range, { subjectName, dimension, isDeniedOnly: dimension === 'reason' })) {
      if (part === 'too-many') return part;
      for (const { key, count } of part) {
        const ofKey = spans.get(key) ?? new Map<number, CountOfSpan>();
        spans.set(key, ofKey);
        for (const counts of [ofKey, all]) counts.set(count.hour, { hour: count.hour, ...plus(counts.get(count.hour), count) });
        totals.set(key, plus(totals.get(key), count));
      }
    }
    const largest = largestKeys(totals, keysMax);
    return { keys: largest.map((key) => ({ key, spans: [...(spans.get(key)?.values() ?? [])] })), all: [...all.values()], hasOthers: totals.size > largest.length };
  };
}

export function createMostRefusedOfOne(database: Database): (range: RangeAsked, subjectName: string, limit: number) => Promise<readonly RefusedRepository[] | 'too-many'> {
  return async (range, subjectName, limit) => {
    const refused = new Map<string, number>();
    for await (const part of readPerson(database, range, { subjectName, dimension: 'repository', isDeniedOnly: true })) {
      if (part === 'too-many') return part;
      for (const { key, count } of part) if (count.denials > 0) refused.set(key, (refused.get(key) ?? 0) + count.denials);
    }
    return [...refused]
      .toSorted(([one, ones], [other, others]) => others - ones || (one < other ? -1 : 1))
      .slice(0, limit)
      .map(([repository, denials]) => ({ repository, denials, people: 1, names: [subjectName] }));
  };
}

interface Question {
  readonly subjectName: string;
  readonly dimension: StatisticsDimension;
  readonly isDeniedOnly: boolean;
}

/** A step at a time, each added up by the database. What counts as what: see countsOf in record-counts.ts. */
async function* readPerson(database: Database, { organization, spanHours, fromHour, toHour }: RangeAsked, { subjectName, dimension, isDeniedOnly }: Question): AsyncGenerator<readonly Found[] | 'too-many'> {
  const { column, keyOf } = keys[dimension];
  const candidates = `SELECT time_ms, id FROM pull_readers INDEXED BY pull_readers_by_subject
    WHERE organization = ? AND subject_name = ? AND (time_ms, id) > (?, ?) AND time_ms < ?${isDeniedOnly ? " AND effect = 'deny'" : ''} ORDER BY time_ms, id LIMIT ${recordsOfStep}`;
  const add = database.prepare(
    `SELECT candidate.time_ms / ${spanHours * hourMs} * ${spanHours} AS hour, ${column} AS raw,
       sum(effect = 'permit' AND endpoint = 'manifest') AS pulls, sum(effect = 'deny' AND enforced) AS denials, sum(effect = 'deny' AND NOT enforced) AS audited
     FROM (${candidates}) AS candidate CROSS JOIN pull_records AS record ON record.id = candidate.id WHERE action = 'pull' GROUP BY 1, 2`,
  );
  const findLast = database.prepare(`${candidates.replace(/LIMIT \d+$/, '')} LIMIT 1 OFFSET ${recordsOfStep - 1}`);
  let place: readonly [number, string] = [fromHour * hourMs, ''];
  for (let seen = 0; ; seen += recordsOfStep) {
    if (seen >= recordsMax) yield 'too-many';
    const values = [organization, subjectName, ...place, toHour * hourMs] as const;
    const { part, last } = await database.read(() => ({ part: add.all(...values), last: findLast.get(...values) }));
    yield part
      .map((row) => ({ key: keyOf(text(row, 'raw')), count: { hour: integer(row, 'hour'), ...countsOfRow(row) } }))
      .filter(({ count: { pulls, denials, audited } }) => pulls + denials + audited > 0);
    if (last === undefined) return;
    place = [integer(last, 'time_ms'), text(last, 'id')];
    await new Promise((resolve) => setImmediate(resolve)); // lets requests through
  }
}
