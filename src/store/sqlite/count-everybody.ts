// Everybody's decisions from the counts that were kept while the records were stored: some spans at a time, added up by the database.
import type { CountOfSpan, CountedDecisions, DecisionCounts, RangeAsked, RefusedRepository, StatisticsDimension } from '../../admin/statistics/statistics.port.ts';
import { refusedNamesMax } from '../../admin/statistics/statistics.port.ts';
import type { Database } from './database.ts';
import { countsOfRow, largestKeys, plus } from './record-counts.ts';
import { integer, text } from './row.ts';

/** Looked at in one step, a few milliseconds' worth. */
const spansOfStep = { 1: 24, 24: 8 } as const;

const sums = 'sum(pulls) AS pulls, sum(denials) AS denials, sum(audited) AS audited';
const inRange = 'organization = ? AND span_hours = ? AND dimension = ? AND hour >= ? AND hour < ?';

type Place = readonly [organization: string, spanHours: number, dimension: string, fromHour: number, toHour: number];

export function createCountEverybody(database: Database): (range: RangeAsked, dimension: StatisticsDimension, keysMax: number) => Promise<CountedDecisions> {
  const byKey = database.prepare(`SELECT key, ${sums} FROM record_counts WHERE ${inRange} GROUP BY key`);
  const bySpan = database.prepare(`SELECT hour, ${sums} FROM record_counts WHERE ${inRange} GROUP BY hour`);
  const ofKeys = database.prepare(`SELECT hour, key, pulls, denials, audited FROM record_counts WHERE ${inRange} AND key IN (SELECT value FROM json_each(?))`);
  return async (range, dimension, keysMax) => {
    const places = stepsOf(range).map(([from, to]): Place => [range.organization, range.spanHours, dimension, from, to]);
    const totals = new Map<string, DecisionCounts>();
    const all: CountOfSpan[] = [];
    for (const place of places) {
      await step(database, () => {
        for (const row of byKey.all(...place)) totals.set(text(row, 'key'), plus(totals.get(text(row, 'key')), countsOfRow(row)));
        all.push(...bySpan.all(...place).map((row) => ({ hour: integer(row, 'hour'), ...countsOfRow(row) })));
      });
    }
    const largest = largestKeys(totals, keysMax);
    const spans = new Map<string, CountOfSpan[]>(largest.map((key) => [key, []]));
    for (const place of largest.length === 0 ? [] : places) {
      await step(database, () => {
        for (const row of ofKeys.all(...place, JSON.stringify(largest))) spans.get(text(row, 'key'))?.push({ hour: integer(row, 'hour'), ...countsOfRow(row) });
      });
    }
    return { keys: [...spans].map(([key, counts]) => ({ key, spans: counts })), all, hasOthers: totals.size > largest.length };
  };
}

export function createMostRefusedOfAll(database: Database): (range: RangeAsked, limit: number) => Promise<readonly RefusedRepository[]> {
  const where = 'organization = ? AND span_hours = ? AND hour >= ? AND hour < ?';
  const byRepository = database.prepare(`SELECT repository, sum(denials) AS denials FROM refusal_counts WHERE ${where} GROUP BY repository`);
  const people = database.prepare(`SELECT DISTINCT repository, subject FROM refusal_counts WHERE ${where} AND repository IN (SELECT value FROM json_each(?))`);
  return async (range, limit) => {
    const places = stepsOf(range).map(([from, to]) => [range.organization, range.spanHours, from, to] as const);
    const denials = new Map<string, number>();
    for (const place of places) {
      await step(database, () => {
        for (const row of byRepository.all(...place)) denials.set(text(row, 'repository'), (denials.get(text(row, 'repository')) ?? 0) + integer(row, 'denials'));
      });
    }
    const most = [...denials].toSorted(([one, ones], [other, others]) => others - ones || (one < other ? -1 : 1)).slice(0, limit);
    const refused = new Map(most.map(([repository]) => [repository, new Set<string>()]));
    for (const place of places) {
      await step(database, () => {
        for (const row of people.all(...place, JSON.stringify([...refused.keys()]))) refused.get(text(row, 'repository'))?.add(text(row, 'subject'));
      });
    }
    return most.map(([repository, count]) => ({ repository, denials: count, people: refused.get(repository)?.size ?? 0, names: namesOf(refused.get(repository)) }));
  };
}

function namesOf(subjects: ReadonlySet<string> = new Set()): readonly string[] {
  return [...subjects].filter((name) => name !== '').toSorted().slice(0, refusedNamesMax);
}

function stepsOf({ fromHour, toHour, spanHours }: RangeAsked): readonly (readonly [fromHour: number, toHour: number])[] {
  const hours = spanHours * spansOfStep[spanHours];
  return Array.from({ length: Math.ceil((toHour - fromHour) / hours) }, (_, index) => [fromHour + index * hours, Math.min(toHour, fromHour + (index + 1) * hours)]);
}

async function step(database: Database, read: () => void): Promise<void> {
  await database.read(read);
  await new Promise((resolve) => setImmediate(resolve)); // lets requests through
}
