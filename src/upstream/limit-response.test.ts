// Upstream is waited for so long and no longer; who brings a body may take all the time.
import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { limitResponse } from './limit-response.ts';
import type { ResponseLimit } from './limit-response.ts';

const stallMs = 1000;
const answerMs = 10_000;
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

interface Sending {
  readonly limit: ResponseLimit;
  readonly stream: PassThrough;
  readonly body: NonNullable<ResponseLimit['body']>;
  readonly pass: (ms: number) => void;
}

/** Time stands still but for `pass`. */
function startSending(t: TestContext): Sending {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const stream = new PassThrough();
  const limit = limitResponse({ answerMs, stallMs, stream });
  t.after(() => limit.end());
  return { limit, stream, body: limit.body ?? assert.fail('no body'), pass: (ms) => t.mock.timers.tick(ms) };
}

test('a question without a stream has its time from the beginning, and none once it is answered', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const late = limitResponse({ answerMs });
  t.mock.timers.tick(answerMs - 1);
  assert.equal(late.signal.aborted, false);
  t.mock.timers.tick(1);
  assert.equal(late.signal.aborted, true);
  const inTime = limitResponse({ answerMs });
  inTime.end();
  t.mock.timers.tick(answerMs);
  assert.equal(inTime.signal.aborted, false);
  assert.equal(inTime.body, undefined);
});

test('a client that sends nothing costs upstream no time', async (t) => {
  const { limit, stream, body, pass } = startSending(t);
  body.resume();
  stream.write('abc');
  await turn();
  for (let n = 0; n < 20; n += 1) pass(stallMs);
  assert.equal(limit.signal.aborted, false);
});

test('an upstream that does not take what has come is given up on', async (t) => {
  const { limit, stream, pass } = startSending(t);
  stream.write('abc');
  await turn();
  pass(stallMs - 1);
  assert.equal(limit.signal.aborted, false);
  pass(1);
  assert.equal(limit.signal.aborted, true);
});

test('once all is sent, upstream has its time to answer, counted from then', async (t) => {
  const { limit, stream, body, pass } = startSending(t);
  const sent = text(body);
  stream.write('abc');
  await turn();
  pass(5 * stallMs);
  stream.end('def');
  assert.equal(await sent, 'abcdef');
  pass(answerMs - 1);
  assert.equal(limit.signal.aborted, false);
  pass(1);
  assert.equal(limit.signal.aborted, true);
});

test('a client that leaves fails the body, and a body that nobody wants lets go of the client', async (t) => {
  const left = startSending(t);
  left.stream.destroy(new Error('gone'));
  await assert.rejects(text(left.body), /gone/);
  t.mock.timers.reset();
  const unwanted = startSending(t);
  unwanted.body.destroy();
  await turn();
  assert.equal(unwanted.stream.destroyed, true);
});
