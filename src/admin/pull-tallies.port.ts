// The records of decisions, counted by who asked for what.
import type { PullRecord } from '../audit/pull-record.ts';

export interface TallyQuery {
  /** Records of this time and younger. */
  readonly sinceMs: number;
  /** No more than so many records are looked at, the newest first. */
  readonly recordsMax: number;
  /** Those of this person alone. */
  readonly subjectName?: string;
  /** Those of this Docker Hub namespace, or of this one repository in it. */
  readonly hub?: { readonly namespace: string; readonly repository?: string };
  /** Only what was given out: a manifest, whose answer was good. */
  readonly isGivenOut?: boolean;
  /** By tag as well; otherwise `tag` and `digest` are null. */
  readonly byTag?: boolean;
}

export interface PullTally extends Pick<PullRecord, 'subjectKind' | 'subjectId' | 'subjectName' | 'action' | 'registry' | 'repository' | 'tag'> {
  readonly requests: number;
  readonly lastAtMs: number;
  /** What the tag was, the last time. */
  readonly digest: string | null;
}

export interface PullTallies {
  readonly tallies: readonly PullTally[];
  /** How many records were looked at. */
  readonly records: number;
  /** False: there are more, older than `oldestMs`. */
  readonly isComplete: boolean;
  readonly oldestMs: number;
}

export interface PullTallyStore {
  /** Of the records that `organization` may read. */
  tallyPulls(organization: string, query: TallyQuery): Promise<PullTallies>;
}
