// Times as people type them are read exactly, and nothing else is.
import assert from 'node:assert/strict';
import test from 'node:test';
import { InvalidArgumentError } from 'commander';
import { momentAfter, momentBefore, parseMoment, showTime } from './moment.ts';

const nowMs = Date.UTC(2026, 0, 10, 12);

const cases: readonly { readonly text: string; readonly before: string; readonly after: string }[] = [
  { text: '30s', before: '2026-01-10T11:59:30.000Z', after: '2026-01-10T12:00:30Z' },
  { text: '15m', before: '2026-01-10T11:45:00.000Z', after: '2026-01-10T12:15:00Z' },
  { text: '1h', before: '2026-01-10T11:00:00.000Z', after: '2026-01-10T13:00:00Z' },
  { text: '7d', before: '2026-01-03T12:00:00.000Z', after: '2026-01-17T12:00:00Z' },
  { text: '2w', before: '2025-12-27T12:00:00.000Z', after: '2026-01-24T12:00:00Z' },
  { text: '2029-12-31', before: '2029-12-31T00:00:00.000Z', after: '2029-12-31T00:00:00Z' },
  { text: '2029-12-31T23:59:59+01:00', before: '2029-12-31T22:59:59.000Z', after: '2029-12-31T22:59:59Z' },
];

for (const { text, before, after } of cases) {
  test(`${text} is ${before} before, ${after} after`, () => {
    const moment = parseMoment(text);
    assert.equal(momentBefore(moment, nowMs), before);
    assert.equal(momentAfter(moment, nowMs), after);
  });
}

for (const text of ['', '1', 'h', '1.5h', '-1h', '1 h', '1y', '9999999d', 'yesterday', '2029-13-01', '2029-12-31T23:59', '31.12.2029']) {
  test(`${JSON.stringify(text)} is no time`, () => assert.throws(() => parseMoment(text), InvalidArgumentError));
}

test('what is shown is UTC with whole seconds; what is no time stays', () => {
  assert.equal(showTime('2029-12-31T23:59:59.123+01:00'), '2029-12-31 22:59:59Z');
  assert.equal(showTime('never'), 'never');
});
