// Every byte once and in order over broken connections, and an end for every way in which upstream goes wrong.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import test from 'node:test';
import { parseDigest } from '../../core/image/digest.ts';
import { UpstreamError } from '../../upstream/error.ts';
import type { UpstreamErrorDetails } from '../../upstream/error.ts';
import type { UpstreamBlob } from '../../upstream/upstream-registry.ts';
import { algorithmOf } from '../../upstream/verify-digest.ts';
import { receiveBlob } from './receive-blob.ts';

const blob = randomBytes(1000);
const digestOf = (algorithm: 'sha256' | 'sha512', bytes: Buffer) => parseDigest(`${algorithm}:${createHash(algorithm).update(bytes).digest('hex')}`);
const registry = 'registry.example.com';
const failure = (details: Partial<UpstreamErrorDetails>) => new UpstreamError({ kind: 'unavailable', registry, problem: 'failed', ...details });
const cut = failure({ problem: 'cut the connection', isTransient: true });

/** A body of these pieces, which then ends, or fails when `error` is given. */
function bodyOf(pieces: readonly Buffer[], error?: Error): Readable {
  return Readable.from(
    (function* () {
      yield* pieces;
      if (error !== undefined) throw error;
    })(),
    { objectMode: false },
  );
}

interface Step {
  /** Where the answer begins; 0 is a 200, else a 206. */
  readonly from?: number;
  /** The byte after the last one that comes. */
  readonly to?: number;
  readonly bytes?: Buffer;
  /** Of the whole, as upstream tells it; null: it does not tell. */
  readonly size?: number | null;
  readonly breaksWith?: Error;
  /** Instead of an answer. */
  readonly failsWith?: Error;
}

function answerOf({ from = 0, to = blob.length, bytes = blob, size = blob.length, breaksWith }: Step): UpstreamBlob {
  const part = bytes.subarray(from, to);
  const pieces = [part.subarray(0, 100), part.subarray(100)].filter((piece) => piece.length > 0);
  const body = bodyOf(pieces, breaksWith);
  const headers = { 'content-type': 'application/octet-stream' };
  if (from === 0) return { status: 200, headers, ...(size === null ? {} : { size }), body };
  return { status: 206, headers: { ...headers, 'content-range': `bytes ${from}-${(size ?? blob.length) - 1}/${size ?? '*'}` }, body };
}

async function receive(steps: readonly Step[], { pauses = 3, digest = digestOf('sha256', blob) } = {}) {
  const taken: Buffer[] = [];
  const asked: number[] = [];
  const [first, ...later] = steps;
  const left = [...later];
  const received = receiveBlob({
    digest,
    registry,
    first: answerOf(first!),
    fetch: (from) => {
      asked.push(from);
      const step = left.shift();
      if (step === undefined) return Promise.reject(failure({ problem: 'was asked too often' }));
      return step.failsWith === undefined ? Promise.resolve(answerOf(step)) : Promise.reject(step.failsWith);
    },
    pausesMs: Array.from({ length: pauses }, () => 1),
    take: (piece) => {
      taken.push(piece);
      return undefined;
    },
    digestSoFar: () => Promise.resolve(digestOf(algorithmOf(digest), Buffer.concat(taken))),
    signal: new AbortController().signal,
  });
  return { outcome: await received.then(() => 'whole', (error: unknown) => error), taken: Buffer.concat(taken), asked };
}

const whole: readonly { readonly name: string; readonly steps: readonly Step[]; readonly asked: readonly number[] }[] = [
  { name: 'an unbroken answer', steps: [{}], asked: [] },
  { name: 'an answer without a length', steps: [{ size: null }], asked: [] },
  { name: 'a break gone on with where it was', steps: [{ to: 300, breaksWith: cut }, { from: 300 }], asked: [300] },
  { name: 'an answer that ends too early', steps: [{ to: 300 }, { from: 300 }], asked: [300] },
  { name: 'a 200 to the Range: what is known is skipped', steps: [{ to: 300, breaksWith: cut }, {}], asked: [300] },
  { name: 'a 200 that breaks before what is known', steps: [{ to: 300, breaksWith: cut }, { to: 200, breaksWith: cut }, { from: 300 }], asked: [300, 300] },
  { name: 'a break without a length', steps: [{ to: 300, size: null, breaksWith: cut }, { from: 300, size: null }], asked: [300] },
  { name: 'an upstream that is away for a while', steps: [{ to: 300, breaksWith: cut }, { failsWith: failure({}) }, { failsWith: failure({ kind: 'timeout' }) }, { from: 300 }], asked: [300, 300, 300] },
  { name: 'a 503 and a 429 for a while', steps: [{ to: 300, breaksWith: cut }, { failsWith: failure({ kind: 'bad-response', status: 503 }) }, { failsWith: failure({ kind: 'rate-limited', status: 429 }) }, { from: 300 }], asked: [300, 300, 300] },
  {
    name: 'more breaks than pauses, with progress between them',
    steps: [{ to: 100, breaksWith: cut }, ...[200, 300, 400, 500].map((to) => ({ from: to - 100, to, breaksWith: cut })), { from: 500 }],
    asked: [100, 200, 300, 400, 500],
  },
];
for (const { name, steps, asked } of whole) {
  test(`all bytes come once and in order: ${name}`, async () => {
    const result = await receive(steps);
    assert.equal(result.outcome, 'whole');
    assert.deepEqual(result.taken, blob);
    assert.deepEqual(result.asked, asked);
  });
}

const other = Buffer.from(blob);
other[150] = (other[150] ?? 0) ^ 1;
const broken: readonly { readonly name: string; readonly steps: readonly Step[]; readonly message: RegExp; readonly attempts: number }[] = [
  { name: 'wrong bytes', steps: [{ bytes: other }], message: /sent wrong bytes for blob sha256:/, attempts: 0 },
  { name: 'wrong bytes without a length', steps: [{ to: 999, size: null }], message: /sent wrong bytes/, attempts: 0 },
  { name: 'too many bytes', steps: [{ size: 999 }], message: /sent more bytes/, attempts: 0 },
  { name: 'other bytes when it begins anew', steps: [{ to: 300, breaksWith: cut }, { bytes: other }], message: /sent other bytes of blob sha256:\w+ than before/, attempts: 1 },
  { name: 'another length than before', steps: [{ to: 300, breaksWith: cut }, { from: 300, size: 1001 }], message: /sent another length/, attempts: 1 },
  { name: 'a blob that is gone', steps: [{ to: 300, breaksWith: cut }, { failsWith: failure({ kind: 'not-found', status: 404, problem: 'has no such blob' }) }], message: /has no such blob/, attempts: 1 },
  { name: 'a refusal', steps: [{ to: 300, breaksWith: cut }, { failsWith: failure({ kind: 'refused', status: 401, problem: 'refuses' }) }], message: /refuses/, attempts: 1 },
  { name: 'no progress for all pauses', steps: [{ to: 300, breaksWith: cut }, ...Array.from({ length: 5 }, () => ({ failsWith: cut }))], message: /cut the connection/, attempts: 3 },
  { name: 'a 200 that never reaches what is known', steps: [{ to: 300, breaksWith: cut }, ...Array.from({ length: 5 }, () => ({ to: 200, breaksWith: cut }))], message: /cut the connection/, attempts: 3 },
];
for (const { name, steps, message, attempts } of broken) {
  test(`upstream's failure ends it: ${name}`, async () => {
    const { outcome, asked } = await receive(steps);
    assert.ok(outcome instanceof UpstreamError);
    assert.match(outcome.message, message);
    assert.equal(asked.length, attempts);
  });
}

test('sha512 is held against as well', async () => {
  assert.equal((await receive([{}], { digest: digestOf('sha512', blob) })).outcome, 'whole');
  const { outcome } = await receive([{}], { digest: digestOf('sha512', other) });
  assert.match(String(outcome), /wrong bytes/);
});

test('what takes the bytes may end it, and the connection is let go of', async () => {
  const first = answerOf({});
  const received = receiveBlob({ digest: digestOf('sha256', blob), registry, first, fetch: () => Promise.reject(cut), pausesMs: [1], take: () => Promise.reject(new Error('disk')), digestSoFar: () => Promise.resolve(''), signal: new AbortController().signal });
  await assert.rejects(received, /disk/);
  assert.equal(first.body?.destroyed, true);
});

test('the signal ends the pause before an attempt', async () => {
  const ending = new AbortController();
  const received = receiveBlob({
    digest: digestOf('sha256', blob),
    registry,
    first: answerOf({ to: 300, breaksWith: cut }),
    fetch: () => Promise.reject(cut),
    pausesMs: [60_000],
    take: (piece) => {
      if (piece.length === 200) setImmediate(() => ending.abort(new Error('closed')));
      return undefined;
    },
    digestSoFar: () => Promise.resolve(''),
    signal: ending.signal,
  });
  await assert.rejects(received, /closed/);
});
