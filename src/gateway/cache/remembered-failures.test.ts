// A failure is repeated for as long as it was remembered for, and no longer.
import assert from 'node:assert/strict';
import test from 'node:test';
import { UpstreamError } from '../../upstream/error.ts';
import type { UpstreamErrorKind } from '../../upstream/error.ts';
import { failureLastsMs, isTrouble, troubleLastsMs } from './failure-memory.ts';
import { createRememberedFailures } from './remembered-failures.ts';

const failure = (kind: UpstreamErrorKind, retryAfterSeconds?: number): UpstreamError =>
  new UpstreamError({ kind, registry: 'docker.io', problem: 'failed', ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) });

test('a failure is found until its time is over, and forgotten when it is told to be', () => {
  let nowMs = 0;
  const failures = createRememberedFailures({ now: () => nowMs });
  const error = failure('not-found');
  failures.remember('a', { error, untilMs: 10 });
  failures.remember('b', { error, untilMs: 10 });
  failures.remember('over', { error, untilMs: 0 });
  failures.forget('b');
  nowMs = 9;
  assert.deepEqual(['a', 'b', 'over'].map((key) => failures.find(key)?.error), [error, undefined, undefined]);
  nowMs = 10;
  assert.equal(failures.find('a'), undefined);
});

test('the longest remembered go first', () => {
  const failures = createRememberedFailures({ now: () => 0, entriesMax: 2 });
  for (const key of ['a', 'b', 'a', 'c']) failures.remember(key, { error: failure('timeout'), untilMs: 10 });
  assert.deepEqual(['a', 'b', 'c'].map((key) => failures.find(key) !== undefined), [true, false, true]);
});

const meanings: Readonly<Record<UpstreamErrorKind, { readonly isTrouble: boolean; readonly lastsMs: number }>> = {
  'not-found': { isTrouble: false, lastsMs: 7 },
  refused: { isTrouble: false, lastsMs: 7 },
  'range-not-satisfiable': { isTrouble: false, lastsMs: 0 },
  'rate-limited': { isTrouble: true, lastsMs: 0 },
  unavailable: { isTrouble: true, lastsMs: 0 },
  timeout: { isTrouble: true, lastsMs: 0 },
  'bad-response': { isTrouble: true, lastsMs: 0 },
};
for (const [kind, meaning] of Object.entries(meanings) as [UpstreamErrorKind, (typeof meanings)[UpstreamErrorKind]][]) {
  test(`${kind} ${meaning.isTrouble ? 'lets old content stand in' : 'is an answer'}, and is repeated for ${String(meaning.lastsMs)} ms where nothing does`, () => {
    assert.deepEqual({ isTrouble: isTrouble(failure(kind)), lastsMs: failureLastsMs(failure(kind), 7) }, meaning);
  });
}

test('upstream is left alone for as long as it asks, and at most a minute', () => {
  assert.deepEqual([undefined, 0, 20, 3600].map((seconds) => troubleLastsMs(failure('rate-limited', seconds))), [5000, 0, 20_000, 60_000]);
  assert.equal(failureLastsMs(failure('rate-limited', 20), 7), 20_000);
});

test('what is known of one repository is forgotten, whoever asked, and nothing of another', () => {
  const failures = createRememberedFailures({ now: () => 0 });
  const error = new UpstreamError({ kind: 'not-found', registry: 'docker.io', problem: 'does not have it' });
  const about = ['anonymous docker.io/acme/app:1 v', 'gateway docker.io/acme/app@sha256:aa', 'person k docker.io/acme/app:1 v'];
  const others = ['anonymous docker.io/acme/app2:1 v', 'anonymous xdocker.io/acme/app:1 v', 'anonymous docker.io/acme/app/deep:1 v'];
  for (const key of [...about, ...others]) failures.remember(key, { error, untilMs: 5 });
  failures.forgetAbout({ registry: 'docker.io', repository: 'acme/app' });
  assert.deepEqual([...about, ...others].filter((key) => failures.find(key) !== undefined), others);
});
