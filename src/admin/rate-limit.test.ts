// Who is counted with whom, when it begins again, and what clients are told of it.
import assert from 'node:assert/strict';
import test from 'node:test';
import { ProblemError, problemBody } from './problem.ts';
import { type Counted, createRateLimit } from './rate-limit.ts';

const startMs = Date.UTC(2026, 10, 22, 10, 30, 20);
const resetSeconds = String(Date.UTC(2026, 10, 22, 10, 31) / 1000);
const account = (id: string): Counted => ({ kind: 'account', id });
const address = (text: string): Counted => ({ kind: 'address', address: text });

function open(perMinute: number, anonymousPerMinute: number) {
  const clock = { nowMs: startMs };
  const { count } = createRateLimit({ limits: { perMinute, anonymousPerMinute }, now: () => clock.nowMs });
  const refused = (who: Counted): ProblemError => {
    try {
      count(who);
    } catch (error) {
      if (error instanceof ProblemError) return error;
      throw error;
    }
    return assert.fail('it was let through');
  };
  return { clock, count, refused };
}

test('what is left is counted down, and then refused until the minute is over', () => {
  const { clock, count, refused } = open(2, 1);
  assert.deepEqual(count(account('a')), { 'X-RateLimit-Limit': '2', 'X-RateLimit-Remaining': '1', 'X-RateLimit-Reset': resetSeconds });
  assert.equal(count(account('a'))['X-RateLimit-Remaining'], '0');
  const problem = refused(account('a'));
  assert.equal(problem.status, 429);
  assert.deepEqual(problem.extras.headers, { 'X-RateLimit-Limit': '2', 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': resetSeconds, 'X-Retry-After': resetSeconds, 'Retry-After': '40' });
  assert.deepEqual(problemBody(problem), { detail: 'Rate limit exceeded', message: 'more than 2 requests in a minute: go on in 40 s' });
  clock.nowMs += 40_000;
  assert.equal(count(account('a'))['X-RateLimit-Remaining'], '1');
});

test('each account and each address has a count of its own', () => {
  const { count, refused } = open(1, 1);
  for (const who of [account('a'), account('b'), address('192.0.2.1'), address('192.0.2.2'), address('2001:db8::1'), address('2001:db8:0:1::1'), address('')]) {
    count(who);
    refused(who);
  }
});

test('whoever has an IPv6 address has the /64 around it, and is counted once', () => {
  const { count, refused } = open(1, 1);
  count(address('2001:db8::1'));
  refused(address('2001:db8:0:0:ffff::2'));
});

test('callers without number share one count, so that the memory stays bounded', () => {
  const { count, refused } = open(600, 2);
  for (let index = 0; index < 50_000; index += 1) count(address(`10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`));
  count(address('192.0.2.1'));
  count(address('192.0.2.2'));
  refused(address('192.0.2.3'));
  assert.equal(count(address('10.0.0.1'))['X-RateLimit-Remaining'], '0', 'who was known before is still counted alone');
});

test('a clock that is set back locks nobody out', () => {
  const { clock, count } = open(1, 1);
  count(account('a'));
  clock.nowMs -= 86_400_000;
  assert.equal(count(account('a'))['X-RateLimit-Remaining'], '0');
});
