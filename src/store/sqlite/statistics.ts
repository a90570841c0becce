// StatisticsStore: reads the counts that were kept while records were stored; one person's from the records themselves.
import type { CountOfSpan, CountsAsked, DecisionCounts, RefusedRepository, StatisticsStore } from '../../admin/statistics/statistics.port.ts';
import type { Database } from './database.ts';
import { pullRecordColumns, pullRecordOf } from './pull-record-row.ts';
import { countsOf, firstHour, keysOf, plus } from './record-counts.ts';
import { integer, text } from './row.ts';

const hourMs = 60 * 60 * 1000;
/** Read at once, a few milliseconds' worth. */
const partRows = 2000;
const partRecords = 500;
/** Of one person's records. */
const recordsMax = 250_000;
/** Behind every key of an hour. */
const lastText = '\u{10ffff}';

const letOthers = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export function createStatisticsStore(database: Database): StatisticsStore {
  const readPerson = createReadPerson(database);
  const readEverybody = createReadEverybody(database);
  return {
    readCounts: (asked) => (asked.subjectName === undefined ? readEverybody(asked) : readPerson(asked, asked.subjectName)),
    mostRefused: async (asked, limit) => {
      const found = asked.subjectName === undefined ? await refusalsOfAll(database, asked) : await refusalsOfOne(readPerson({ ...asked, dimension: 'repository' }, asked.subjectName));
      return found.toSorted((one, other) => other.denials - one.denials || (one.repository < other.repository ? -1 : 1)).slice(0, limit);
    },
  };
}

function createReadEverybody(database: Database) {
  const read = database.prepare(
    `SELECT hour, key, pulls, denials, audited FROM record_counts
     WHERE organization = ? AND span_hours = ? AND dimension = ? AND (hour, key) > (?, ?) AND hour < ? ORDER BY hour, key LIMIT ${partRows}`,
  );
  return async function* ({ organization, spanHours, dimension, fromHour, toHour }: CountsAsked): AsyncGenerator<readonly CountOfSpan[]> {
    let [hour, key] = [fromHour - 1, lastText];
    for (;;) {
      const rows = await database.read(() => read.all(organization, spanHours, dimension, hour, key, toHour));
      const part = rows.map((row) => ({ hour: integer(row, 'hour'), key: text(row, 'key'), ...countsOfRow(row) }));
      yield part;
      const last = part.at(-1);
      if (last === undefined || part.length < partRows) return;
      [hour, key] = [last.hour, last.key];
      await letOthers();
    }
  };
}

function countsOfRow(row: Parameters<typeof integer>[0]): DecisionCounts {
  return { pulls: integer(row, 'pulls'), denials: integer(row, 'denials'), audited: integer(row, 'audited') };
}

function createReadPerson(database: Database) {
  const columns = pullRecordColumns.map((column) => `record.${column}`).join(', ');
  const read = database.prepare(
    `SELECT ${columns} FROM (
       SELECT time_ms, id FROM pull_readers INDEXED BY pull_readers_by_subject
       WHERE organization = ? AND subject_name = ? AND (time_ms, id) > (?, ?) AND time_ms < ? ORDER BY time_ms, id LIMIT ${partRecords}
     ) AS candidate CROSS JOIN pull_records AS record ON record.id = candidate.id ORDER BY candidate.time_ms, candidate.id`,
  );
  return async function* ({ organization, spanHours, dimension, fromHour, toHour }: CountsAsked, subjectName: string): AsyncGenerator<readonly CountOfSpan[] | 'too-many'> {
    let [timeMs, id] = [fromHour * hourMs, ''];
    for (let seen = 0; ; ) {
      const records = (await database.read(() => read.all(organization, subjectName, timeMs, id, toHour * hourMs))).map(pullRecordOf);
      const sums = new Map<string, CountOfSpan>();
      for (const record of records) {
        const [counts, key] = [countsOf(record), keysOf[dimension](record)];
        if (counts === undefined || key === undefined) continue;
        const hour = firstHour(record.timeMs, spanHours);
        const place = `${hour}\0${key}`;
        const before = sums.get(place);
        sums.set(place, { hour, key, ...(before === undefined ? counts : plus(before, counts)) });
      }
      yield [...sums.values()];
      const last = records.at(-1);
      if (last === undefined || records.length < partRecords) return;
      seen += records.length;
      if (seen >= recordsMax) {
        yield 'too-many';
        return;
      }
      [timeMs, id] = [last.timeMs, last.id];
      await letOthers();
    }
  };
}

async function refusalsOfAll(database: Database, { organization, spanHours, fromHour, toHour }: Omit<CountsAsked, 'dimension'>): Promise<RefusedRepository[]> {
  const read = database.prepare(
    `SELECT hour, repository, subject, denials FROM refusal_counts
     WHERE organization = ? AND span_hours = ? AND (hour, repository, subject) > (?, ?, ?) AND hour < ? ORDER BY hour, repository, subject LIMIT ${partRows}`,
  );
  const found = new Map<string, { denials: number; readonly people: Set<string> }>();
  let place: readonly [number, string, string] = [fromHour - 1, lastText, ''];
  for (;;) {
    const rows = await database.read(() => read.all(organization, spanHours, ...place, toHour));
    for (const row of rows) {
      const repository = text(row, 'repository');
      const entry = found.get(repository) ?? { denials: 0, people: new Set<string>() };
      entry.denials += integer(row, 'denials');
      entry.people.add(text(row, 'subject'));
      found.set(repository, entry);
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < partRows) return [...found].map(([repository, { denials, people }]) => ({ repository, denials, people: people.size }));
    place = [integer(last, 'hour'), text(last, 'repository'), text(last, 'subject')];
    await letOthers();
  }
}

async function refusalsOfOne(parts: AsyncIterable<readonly CountOfSpan[] | 'too-many'>): Promise<RefusedRepository[]> {
  const found = new Map<string, number>();
  for await (const part of parts) {
    if (part === 'too-many') break;
    for (const { key, denials } of part) if (denials > 0) found.set(key, (found.get(key) ?? 0) + denials);
  }
  return [...found].map(([repository, denials]) => ({ repository, denials, people: 1 }));
}
