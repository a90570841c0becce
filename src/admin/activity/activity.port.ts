// Reading the log of what people do, and finding out whether it is whole.

/** All given ones must match. */
export interface ActivityFilter {
  /** An action, or the beginning of several up to a dot: `org.member`. */
  readonly action?: string;
  /** Of the person who did it, without case. */
  readonly actor?: string;
  /** What it was done to, without case. */
  readonly name?: string;
  /** Milliseconds since the Unix epoch: from `fromMs` on, and before `toMs`. */
  readonly fromMs?: number;
  readonly toMs?: number;
  /** A part of anything in the entry; ASCII letters without case. */
  readonly text?: string;
}

export interface ActivityPage {
  readonly order: 'newest-first' | 'oldest-first';
  readonly limit: number;
  /** The sequence of the last entry of the page before. */
  readonly after?: number;
  /** Of those that match, so many are left out. */
  readonly skip?: number;
  /** No further than this entry. */
  readonly upTo?: number;
}

export interface LoggedAct {
  /** From 1, without gaps, in each log. */
  readonly sequence: number;
  /** The entry as one line of JSON, in the words of the API: what its hash was taken of, with the hash as its last field. */
  readonly line: string;
}

export interface ActivityProblem {
  /** The first entry that it is about; null: the log as a whole. */
  readonly sequence: number | null;
  readonly problem: 'changed' | 'missing' | 'added' | 'seal';
  /** How many entries, from that one on. */
  readonly count: number;
}

export interface ActivityVerification {
  /** That are there. */
  readonly entries: number;
  /** The last entry that the log says it has; null: it has none. */
  readonly head: { readonly sequence: number; readonly hash: string } | null;
  /** The first ones, in order; `problemCount` has the number of all. */
  readonly problems: readonly ActivityProblem[];
  readonly problemCount: number;
}

/** An organization's log, or with null the installation's own. */
export interface ActivityStore {
  /** Fewer than `limit`: there are no more. */
  listActivity(organization: string | null, filter: ActivityFilter, page: ActivityPage): Promise<readonly LoggedAct[]>;
  /** The sequence of the newest entry; 0: there is none. */
  newestActivity(organization: string | null): Promise<number>;
  /** Reads every entry again, a piece at a time. */
  verifyActivity(organization: string | null): Promise<ActivityVerification>;
}
