// The names of segments: `<worker>-<startTime>-<n>.ndjson`. startTime is when the worker's process opened the journal, in
// milliseconds since the Unix epoch; n counts that process's segments from 0.

export interface SegmentName {
  readonly worker: string;
  readonly startedAtMs: number;
  readonly number: number;
}

/** Fits a file name everywhere. */
const workerGrammar = /^[a-z0-9][a-z0-9_-]{0,63}$/;
const segmentGrammar = /^([a-z0-9][a-z0-9_-]{0,63})-([0-9]{1,15})-([0-9]{1,15})\.ndjson$/;

export const isWorkerName = (text: string): boolean => workerGrammar.test(text);

export function formatSegmentName({ worker, startedAtMs, number }: SegmentName): string {
  return `${worker}-${startedAtMs}-${number}.ndjson`;
}

/** Undefined for a file that is no segment. */
export function parseSegmentName(file: string): SegmentName | undefined {
  const [, worker, startedAtMs, number] = segmentGrammar.exec(file) ?? [];
  if (worker === undefined) return undefined;
  return { worker, startedAtMs: Number(startedAtMs), number: Number(number) };
}

/** Oldest first. */
export function compareSegments(a: SegmentName, b: SegmentName): number {
  return a.startedAtMs - b.startedAtMs || a.number - b.number || (a.worker < b.worker ? -1 : 1);
}
