// A client that doctor ends never counts as one that pulled, whatever status it leaves with.
import assert from 'node:assert/strict';
import test from 'node:test';
import { runClient } from './run-client.ts';

/** As podman does: it ends well when it is told to end. */
const obliging = "process.on('SIGTERM', () => process.exit(0)); setInterval(() => {}, 1000); console.error('Failed, retrying in 1s');";
const hour = 3_600_000;

test('once it has printed the last of what is wanted, it is ended', async () => {
  const run = await runClient(process.execPath, ['-e', obliging], { env: {}, timeoutMs: hour, last: /retrying in/ });
  assert.deepEqual(run, { status: null, stdout: '', stderr: 'Failed, retrying in 1s\n', isLate: false });
});

test('out of time, it is ended', async () => {
  const { status, isLate } = await runClient(process.execPath, ['-e', obliging], { env: {}, timeoutMs: 1000 });
  assert.deepEqual({ status, isLate }, { status: null, isLate: true });
});

test('one that ends by itself keeps its status', async () => {
  const { status } = await runClient(process.execPath, ['-e', 'process.exit(3)'], { env: {}, timeoutMs: hour });
  assert.equal(status, 3);
});
