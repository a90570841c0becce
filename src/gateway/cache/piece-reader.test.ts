// A piece is what the file has there, whether it is read patiently or quickly; large buffers are lent to the quick alone.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { createPieceReader } from './piece-reader.ts';
import { createQuickBuffers } from './quick-buffers.ts';

const KiB = 1024;
const MiB = 1024 * KiB;
const bytes = randomBytes(5 * MiB + 7);

function prepare(t: TestContext, now: () => number) {
  const folder = mkdtempSync(join(tmpdir(), 'pullgate-pieces-'));
  writeFileSync(join(folder, 'blob'), bytes);
  const file = openSync(join(folder, 'blob'), 'r');
  t.after(() => {
    closeSync(file);
    rmSync(folder, { recursive: true });
  });
  const buffers = createQuickBuffers();
  return { buffers, reader: createPieceReader({ file, buffers, now }) };
}

/** Reads all of the file, and gives back the sizes of the pieces. */
async function readAll(reader: ReturnType<typeof createPieceReader>): Promise<readonly number[]> {
  const sizes: number[] = [];
  for (let position = 0; ; position += sizes.at(-1) ?? 0) {
    const piece = await reader.read({ position, wanted: bytes.length });
    if (piece.length === 0) {
      assert.equal(position, bytes.length);
      return sizes;
    }
    assert.ok(piece.equals(bytes.subarray(position, position + piece.length)));
    sizes.push(piece.length);
  }
}

test('for a quick client pieces grow, and the large buffer is given back', async (t) => {
  const { buffers, reader } = prepare(t, () => 0);
  const sizes = await readAll(reader);
  assert.deepEqual([sizes[0], Math.max(...sizes)], [64 * KiB, 512 * KiB]);
  reader.close();
  const lent = Array.from({ length: 33 }, () => buffers.take());
  assert.deepEqual([lent[31]?.length, lent[32]], [512 * KiB, undefined]);
});

test('for a slow client pieces stay small', async (t) => {
  let timeMs = 0;
  const { reader } = prepare(t, () => (timeMs += 10));
  assert.equal(Math.max(...(await readAll(reader))), 64 * KiB);
  reader.close();
});

test('a quick client that pauses gets small pieces again, and its large buffer serves others', async (t) => {
  let timeMs = 0;
  const { buffers, reader } = prepare(t, () => timeMs);
  await readAll(reader);
  timeMs += 1000;
  assert.equal((await reader.read({ position: 0, wanted: MiB })).length, 64 * KiB);
  assert.equal(Array.from({ length: 32 }, () => buffers.take()).filter((buffer) => buffer !== undefined).length, 32);
  reader.close();
});

test('while all large buffers are lent, a quick client gets small pieces', async (t) => {
  const { buffers, reader } = prepare(t, () => 0);
  while (buffers.take() !== undefined);
  assert.equal(Math.max(...(await readAll(reader))), 64 * KiB);
  reader.close();
});

test('no more is read than is wanted', async (t) => {
  const { reader } = prepare(t, () => 0);
  for (const isNew of [true, false]) assert.deepEqual(await reader.read({ position: 100, wanted: 5, isNew }), bytes.subarray(100, 105));
  reader.close();
});
