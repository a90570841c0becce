// Guessing gets slow, knowing does not.
import assert from 'node:assert/strict';
import test from 'node:test';
import { createThrottle } from './throttle.ts';
import type { Throttle } from './throttle.ts';

function start(): { throttle: Throttle; pass: (ms: number) => void } {
  let nowMs = Date.UTC(2026, 0, 1);
  return { throttle: createThrottle({ now: () => nowMs }), pass: (ms) => (nowMs += ms) };
}
const mike = { identifier: 'mike', clientAddress: '203.0.113.1' };
const fail = (throttle: Throttle, times: number, source = mike): void => {
  for (let time = 0; time < times; time++) throttle.failed(source);
};
const minuteMs = 60_000;

const steps: readonly { readonly failures: number; readonly expect: object }[] = [
  { failures: 4, expect: { kind: 'now' } },
  { failures: 5, expect: { kind: 'wait', waitMs: 250 } },
  { failures: 6, expect: { kind: 'wait', waitMs: 500 } },
  { failures: 9, expect: { kind: 'wait', waitMs: 4000 } },
  { failures: 10, expect: { kind: 'slow-down', retryAfterSeconds: 8 } },
  { failures: 12, expect: { kind: 'slow-down', retryAfterSeconds: 32 } },
  { failures: 13, expect: { kind: 'slow-down', retryAfterSeconds: 60 } },
  { failures: 5000, expect: { kind: 'slow-down', retryAfterSeconds: 60 } },
];
for (const { failures, expect } of steps) {
  test(`after ${failures} failures: ${JSON.stringify(expect)}`, () => {
    const { throttle } = start();
    fail(throttle, failures);
    assert.deepEqual(throttle.admit(mike), expect);
  });
}

test('time that has passed since the last failure counts', () => {
  const { throttle, pass } = start();
  fail(throttle, 6);
  pass(300);
  assert.deepEqual(throttle.admit(mike), { kind: 'wait', waitMs: 200 });
  pass(200);
  assert.deepEqual(throttle.admit(mike), { kind: 'now' });
});

test('failures are forgotten after a quarter of an hour', () => {
  const { throttle, pass } = start();
  fail(throttle, 50);
  pass(15 * minuteMs);
  assert.deepEqual(throttle.admit(mike), { kind: 'now' });
  throttle.failed(mike);
  assert.deepEqual(throttle.admit(mike), { kind: 'now' });
});

test('an account is slowed whatever the address, and whatever the case of its name', () => {
  const { throttle } = start();
  for (let last = 1; last <= 6; last++) throttle.failed({ identifier: last % 2 === 0 ? 'mike' : 'MIKE', clientAddress: `198.51.100.${last}` });
  assert.equal(throttle.admit({ identifier: 'Mike', clientAddress: '203.0.113.77' }).kind, 'wait');
  assert.equal(throttle.admit({ identifier: 'olga', clientAddress: '203.0.113.77' }).kind, 'now');
});

test('an address is slowed whatever the account', () => {
  const { throttle } = start();
  for (let account = 0; account < 40; account++) throttle.failed({ identifier: `user${account}`, clientAddress: mike.clientAddress });
  assert.equal(throttle.admit({ identifier: 'olga', clientAddress: mike.clientAddress }).kind, 'slow-down');
  assert.equal(throttle.admit({ identifier: 'olga', clientAddress: '203.0.113.2' }).kind, 'now');
});

for (const [one, other, isSame] of [
  ['2001:db8:0:1::5', '2001:db8:0:1:ffff:1:2:3', true],
  ['2001:db8::5', '2001:0db8:0:0::6', true],
  ['2001:db8:0:1::5', '2001:db8:0:2::5', false],
  ['::1', '::2', true],
  ['203.0.113.1', '203.0.113.2', false],
] as const) {
  test(`${one} and ${other} are ${isSame ? 'one address' : 'two addresses'} to the throttle`, () => {
    const { throttle } = start();
    for (let account = 0; account < 40; account++) throttle.failed({ identifier: `user${account}`, clientAddress: one });
    assert.equal(throttle.admit({ identifier: 'olga', clientAddress: other }).kind, isSame ? 'slow-down' : 'now');
  });
}

test('who has signed in from an address answers there for its own failures alone', () => {
  const { throttle } = start();
  throttle.succeeded(mike);
  for (let attempt = 0; attempt < 100; attempt++) {
    throttle.failed({ identifier: 'mike', clientAddress: '198.51.100.9' });
    throttle.failed({ identifier: `user${attempt}`, clientAddress: mike.clientAddress });
  }
  assert.equal(throttle.admit(mike).kind, 'now');
  fail(throttle, 10);
  assert.equal(throttle.admit(mike).kind, 'slow-down');
  throttle.succeeded(mike);
  assert.equal(throttle.admit(mike).kind, 'now');
});

test('made-up names of any length do not fill the memory', () => {
  const { throttle } = start();
  fail(throttle, 10);
  assert.equal(throttle.admit(mike).kind, 'slow-down');
  const before = process.memoryUsage().heapUsed;
  for (let attempt = 0; attempt < 20_000; attempt++) throttle.failed({ identifier: `${attempt}${'x'.repeat(5000)}`, clientAddress: `10.0.${attempt >> 8}.${attempt & 255}` });
  // The names alone are 100 MB.
  assert.ok(process.memoryUsage().heapUsed - before < 60e6);
  assert.equal(throttle.admit(mike).kind, 'now', 'what came before so many others is forgotten');
});
