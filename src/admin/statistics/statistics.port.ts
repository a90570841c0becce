// Counts of decisions, as the store keeps them ready.

/** What counts are told apart by, one at a time. */
export type StatisticsDimension = 'effect' | 'category' | 'repository' | 'person' | 'rule' | 'reason' | 'client';

export interface DecisionCounts {
  readonly pulls: number;
  readonly denials: number;
  readonly audited: number;
}

/** Of one span: an hour, or a day of UTC. */
export interface CountOfSpan extends DecisionCounts {
  /** The first hour of the span, since the Unix epoch. */
  readonly hour: number;
}

export interface RangeAsked {
  readonly organization: string;
  /** Hours since the Unix epoch, at the beginnings of spans; `toHour` exclusive. */
  readonly fromHour: number;
  readonly toHour: number;
  readonly spanHours: 1 | 24;
  /** One person's alone, in any case; else everybody's. */
  readonly subjectName?: string;
}

export interface CountedDecisions {
  /** The keys that have most, most first: empty for those that have none, such as the name of somebody who is not signed in. Spans with nothing in them are left out. */
  readonly keys: readonly { readonly key: string; readonly spans: readonly CountOfSpan[] }[];
  /** All keys together. */
  readonly all: readonly CountOfSpan[];
  /** Whether there are further keys. */
  readonly hasOthers: boolean;
}

export interface RefusedRepository {
  readonly repository: string;
  readonly denials: number;
  /** Who were refused; all who are not signed in are one. */
  readonly people: number;
  /** The first of them in the order of the alphabet, at most `refusedNamesMax`; whoever is not signed in has no name. */
  readonly names: readonly string[];
}

export const refusedNamesMax = 10;

/** Nothing here holds the process up. One person's are counted from the records: `too-many` when that would take too long. */
export interface StatisticsStore {
  countDecisions(range: RangeAsked, dimension: StatisticsDimension, keysMax: number): Promise<CountedDecisions | 'too-many'>;
  /** The most refused first. */
  mostRefused(range: RangeAsked, limit: number): Promise<readonly RefusedRepository[] | 'too-many'>;
}
