// What each way of failing means for the cache: whether old content may stand in, and how long the failure is remembered.
import type { UpstreamError, UpstreamErrorKind } from '../../upstream/error.ts';

const secondMs = 1000;
/** So long no pull asks an upstream again that has just failed, while the cache can stand in. */
const troubleMs = 5 * secondMs;
const retryAfterMaxMs = 60 * secondMs;

/** `answer`: upstream's own word, passed on. `trouble`: upstream could not give its word. */
const meanings = {
  'not-found': 'answer',
  refused: 'answer',
  'range-not-satisfiable': 'answer',
  'rate-limited': 'trouble',
  unavailable: 'trouble',
  timeout: 'trouble',
  'bad-response': 'trouble',
} as const satisfies Record<UpstreamErrorKind, 'answer' | 'trouble'>;

/** Whether upstream could not be asked, so that what it last said may still hold. */
export function isTrouble({ kind }: UpstreamError): boolean {
  return meanings[kind] === 'trouble';
}

/** How long (ms) not to ask again while old content stands in: a few seconds, or as long as upstream said, at most a minute. */
export function troubleLastsMs({ retryAfterSeconds }: UpstreamError): number {
  return retryAfterSeconds === undefined ? troubleMs : Math.min(retryAfterSeconds * secondMs, retryAfterMaxMs);
}

/** How long (ms) to repeat the failure to those for whom nothing stands in. Trouble may be over at the next pull, unless upstream says when to come back. */
export function failureLastsMs(error: UpstreamError, negativeMs: number): number {
  if (error.kind === 'not-found' || error.kind === 'refused') return negativeMs;
  return error.kind === 'rate-limited' && error.retryAfterSeconds !== undefined ? troubleLastsMs(error) : 0;
}
