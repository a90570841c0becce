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
  /** Empty: there is none, such as the name of somebody who is not signed in. */
  readonly key: string;
}

export interface CountsAsked {
  readonly organization: string;
  /** Hours since the Unix epoch, at the beginnings of spans; `toHour` exclusive. */
  readonly fromHour: number;
  readonly toHour: number;
  readonly spanHours: 1 | 24;
  readonly dimension: StatisticsDimension;
  /** One person's alone, in any case; else everybody's. */
  readonly subjectName?: string;
}

export interface RefusedRepository {
  readonly repository: string;
  readonly denials: number;
  /** Who were refused; all who are not signed in are one. */
  readonly people: number;
}

export interface StatisticsStore {
  /** In parts, so that no reader holds the process up; what two parts have of one key and span is to be added up. One person's are counted from the records, which may be too many: then it ends with `too-many`. */
  readCounts(asked: CountsAsked): AsyncIterable<readonly CountOfSpan[] | 'too-many'>;
  /** The most refused first. */
  mostRefused(asked: Omit<CountsAsked, 'dimension'>, limit: number): Promise<readonly RefusedRepository[]>;
}
