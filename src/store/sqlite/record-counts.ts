// What a record of a decision is counted as, and under which keys.
import type { DecisionCounts, StatisticsDimension } from '../../admin/statistics/statistics.port.ts';
import type { PullRecord } from '../../audit/record-store.port.ts';
import { clientNameOf } from '../../core/distribution/client-name.ts';
import { integer } from './row.ts';
import type { Row } from './row.ts';

const hourMs = 60 * 60 * 1000;
/** Told apart by hour and by day: what spans months is read from the days' counts. */
export const spansHours = [1, 24] as const;

/** Of each record, the key that it is counted under: empty where it has none, undefined where it is not counted at all. */
export const keysOf = {
  effect: ({ effect }) => effect,
  category: ({ category }) => category ?? '',
  repository: (record) => repositoryOf(record),
  person: ({ subjectName }) => subjectName ?? '',
  rule: ({ rule }) => rule,
  reason: ({ reason, repository }) => (reason === null ? undefined : reasonHeading(reason, repository)),
  client: ({ userAgent }) => clientNameOf(userAgent),
} as const satisfies Readonly<Record<StatisticsDimension, (record: PullRecord) => string | undefined>>;

/** Of pulls the manifests, since a pull reads any number of blobs; of what was refused everything. Pushes are not counted. */
export function countsOf({ action, endpoint, effect, enforced }: Pick<PullRecord, 'action' | 'endpoint' | 'effect' | 'enforced'>): DecisionCounts | undefined {
  if (action !== 'pull') return undefined;
  if (effect === 'deny') return enforced ? { pulls: 0, denials: 1, audited: 0 } : { pulls: 0, denials: 0, audited: 1 };
  return endpoint === 'manifest' ? { pulls: 1, denials: 0, audited: 0 } : undefined;
}

/** `docker.io/library/nginx` */
export function repositoryOf({ registry, repository }: Pick<PullRecord, 'registry' | 'repository'>): string {
  return `${registry}/${repository}`;
}

/** The sentence without what stands in it of this one request: `image access denied: community images not allowed`. */
export function reasonHeading(reason: string, repository: string): string {
  const [beforeDetails = ''] = reason.split(/ \(|\. /, 1);
  const sentence = beforeDetails === reason ? (reason.split(': ', 1)[0] ?? reason) : beforeDetails;
  return sentence.replaceAll(` ${repository}`, '');
}

/** The first hour, since the Unix epoch, of the span that a time is in. */
export function firstHour(timeMs: number, spanHours: number): number {
  return Math.floor(timeMs / (spanHours * hourMs)) * spanHours;
}

export function plus(one: DecisionCounts | undefined, { pulls, denials, audited }: DecisionCounts): DecisionCounts {
  return one === undefined ? { pulls, denials, audited } : { pulls: one.pulls + pulls, denials: one.denials + denials, audited: one.audited + audited };
}

export function countsOfRow(row: Row): DecisionCounts {
  return { pulls: integer(row, 'pulls'), denials: integer(row, 'denials'), audited: integer(row, 'audited') };
}

/** Those that have most, most first. */
export function largestKeys(totals: ReadonlyMap<string, DecisionCounts>, keysMax: number): readonly string[] {
  const sizeOf = ({ pulls, denials, audited }: DecisionCounts): number => pulls + denials + audited;
  return [...totals]
    .toSorted(([oneKey, one], [otherKey, other]) => sizeOf(other) - sizeOf(one) || (oneKey < otherKey ? -1 : 1))
    .slice(0, keysMax)
    .map(([key]) => key);
}
