// The thread that hashes files as they grow (hash-thread.ts).
import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import type { DigestAlgorithm } from '../../upstream/verify-digest.ts';
import type { HashAnswer, HashOrder } from './hash-thread.ts';

const KiB = 1024;
const buffer = Buffer.allocUnsafeSlow(256 * KiB);

interface Hashing {
  readonly file: number;
  readonly algorithm: DigestAlgorithm;
  readonly hash: Hash;
  hashed: number;
}

const hashings = new Map<number, Hashing>();
const failures = new Map<number, unknown>();

function advance(hashing: Hashing, bytes: number): void {
  while (hashing.hashed < bytes) {
    const count = readSync(hashing.file, buffer, 0, Math.min(buffer.byteLength, bytes - hashing.hashed), hashing.hashed);
    if (count === 0) throw new Error('the file is shorter than what was written to it');
    hashing.hash.update(buffer.subarray(0, count));
    hashing.hashed += count;
  }
}

function follow(order: HashOrder): void {
  const hashing = hashings.get(order.id);
  switch (order.kind) {
    case 'begin':
      hashings.set(order.id, { file: openSync(order.file, 'r'), algorithm: order.algorithm, hash: createHash(order.algorithm), hashed: 0 });
      return;
    case 'advance':
      if (hashing !== undefined) advance(hashing, order.bytes);
      return;
    case 'tell':
      if (failures.has(order.id) || hashing === undefined) answer({ kind: 'failed', id: order.id, error: failures.get(order.id) });
      else answer({ kind: 'digest', id: order.id, digest: `${hashing.algorithm}:${hashing.hash.copy().digest('hex')}` });
      return;
    case 'end':
      hashings.delete(order.id);
      failures.delete(order.id);
      if (hashing !== undefined) closeSync(hashing.file);
  }
}

function answer(told: HashAnswer): void {
  parentPort?.postMessage(told);
}

parentPort?.on('message', (order: HashOrder) => {
  try {
    follow(order);
  } catch (error) {
    failures.set(order.id, error);
  }
});
