// StatisticsStore: how many decisions there were, when, and of what.
import type { StatisticsStore } from '../../admin/statistics/statistics.port.ts';
import { createCountEverybody, createMostRefusedOfAll } from './count-everybody.ts';
import { createCountPerson, createMostRefusedOfOne } from './count-person.ts';
import type { Database } from './database.ts';

export function createStatisticsStore(database: Database): StatisticsStore {
  const countEverybody = createCountEverybody(database);
  const countPerson = createCountPerson(database);
  const mostRefusedOfAll = createMostRefusedOfAll(database);
  const mostRefusedOfOne = createMostRefusedOfOne(database);
  return {
    countDecisions: (range, dimension, keysMax) => (range.subjectName === undefined ? countEverybody(range, dimension, keysMax) : countPerson(range, range.subjectName, dimension, keysMax)),
    mostRefused: (range, limit) => (range.subjectName === undefined ? mostRefusedOfAll(range, limit) : mostRefusedOfOne(range, range.subjectName, limit)),
  };
}
