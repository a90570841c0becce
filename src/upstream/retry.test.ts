// What is asked again, how often, and for how long.
import assert from 'node:assert/strict';
import test from 'node:test';
import { UpstreamError } from './error.ts';
import { retry } from './retry.ts';

const signal = new AbortController().signal;
const failing = (isTransient: boolean): UpstreamError => new UpstreamError({ kind: 'unavailable', registry: 'docker.io', problem: 'is away', isTransient });

async function attemptsUntil(results: readonly ('ok' | Error)[], budgetMs = 60_000): Promise<{ readonly attempts: number; readonly outcome: unknown }> {
  let attempts = 0;
  const attempt = (): Promise<string> => {
    const result = results[attempts] ?? 'ok';
    attempts += 1;
    return result === 'ok' ? Promise.resolve(result) : Promise.reject(result);
  };
  const outcome: unknown = await retry(attempt, { budgetMs, now: Date.now, signal }).catch((error: unknown) => error);
  return { attempts, outcome };
}

test('what passes is not asked again, what fails in passing is, twice at most', async () => {
  assert.deepEqual(await attemptsUntil(['ok']), { attempts: 1, outcome: 'ok' });
  assert.deepEqual(await attemptsUntil([failing(true), 'ok']), { attempts: 2, outcome: 'ok' });
  const last = failing(true);
  assert.deepEqual(await attemptsUntil([failing(true), failing(true), last, 'ok']), { attempts: 3, outcome: last });
});

test('what fails for good is not asked again', async () => {
  const final = failing(false);
  assert.deepEqual(await attemptsUntil([final, 'ok']), { attempts: 1, outcome: final });
  const foreign = new TypeError('a bug');
  assert.deepEqual(await attemptsUntil([foreign, 'ok']), { attempts: 1, outcome: foreign });
});

test('no attempt starts beyond the budget', async () => {
  assert.equal((await attemptsUntil([failing(true), 'ok'], 40)).attempts, 1);
  assert.equal((await attemptsUntil([failing(true), failing(true), 'ok'], 150)).attempts, 2);
});

test('the wait between attempts ends with the signal', async () => {
  const abort = new AbortController();
  const waiting = retry(() => Promise.reject(failing(true)), { budgetMs: 60_000, now: Date.now, signal: abort.signal, onRetry: () => abort.abort(new Error('enough')) });
  await assert.rejects(waiting, /enough/);
});
