// Asks for many badges: one at a time, slowly, as long as Docker Hub lets us, and no longer than it makes sense.
import { setTimeout as sleep } from 'node:timers/promises';
import type { AskBadge, BadgeAnswer } from '../../facts/ask-badge.ts';
import type { RefreshRun } from './catalog.port.ts';

export interface ToAsk {
  readonly namespaces: readonly string[];
  readonly askBadge: AskBadge;
  /** From one question to the next. */
  readonly spacingMs: number;
  readonly signal: AbortSignal;
  readonly onAsked: () => void;
}

export interface Asked {
  readonly answers: ReadonlyMap<string, Extract<BadgeAnswer, { kind: 'organization' | 'none' }>>;
  readonly outcome: Exclude<RefreshRun['outcome'], 'held'>;
  readonly problem: string | null;
}

const minuteMs = 60_000;
/** Whoever asks to wait longer is asked again the next time. */
const waitMaxMs = 5 * minuteMs;
const waitsMax = 5;
/** Failures one after another: the address is away, or is no Docker Hub. */
const failuresInARowMax = 5;

/** Rejects for nothing that the address does: what was answered until the end is worth keeping. */
export async function askAll({ namespaces, askBadge, spacingMs, signal, onAsked }: ToAsk): Promise<Asked> {
  const answers = new Map<string, Extract<BadgeAnswer, { kind: 'organization' | 'none' }>>();
  let failuresInARow = 0;
  let waits = 0;
  let problem: string | null = null;
  const queue = [...namespaces];
  try {
    for (let namespace = queue.shift(); namespace !== undefined; namespace = queue.shift()) {
      const answer = await askBadge(namespace, signal);
      if (answer.kind === 'limited') {
        waits += 1;
        if (waits > waitsMax || answer.retryAfterMs > waitMaxMs) return { answers, outcome: 'limited', problem: 'Docker Hub limits how much may be asked: the rest is asked the next time' };
        queue.unshift(namespace);
        await sleep(answer.retryAfterMs, undefined, { signal });
        continue;
      }
      onAsked();
      if (answer.kind === 'failed') {
        failuresInARow += 1;
        ({ problem } = answer);
        if (failuresInARow >= failuresInARowMax) return { answers, outcome: 'failed', problem: `the address does not answer as Docker Hub does: ${answer.problem}` };
      } else {
        failuresInARow = 0;
        answers.set(namespace, answer);
      }
      if (queue.length > 0) await sleep(spacingMs, undefined, { signal });
    }
    return { answers, outcome: 'done', problem: problem === null ? null : `not every namespace was answered: ${problem}` };
  } catch (error) {
    if (!signal.aborted) throw error;
    return { answers, outcome: 'stopped', problem: 'Pullgate was stopped meanwhile' };
  }
}
