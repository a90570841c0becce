// A small body ends in time, or is given up.
import assert from 'node:assert/strict';
import test from 'node:test';
import { startRegistryPeer } from '../../test/peers/registry-peer.ts';
import { createConnection } from './connection.ts';
import { UpstreamError } from './error.ts';
import { readAnswer } from './read-body.ts';

const times = { connectTimeoutMs: 2000, responseTimeoutMs: 2000, idleTimeoutMs: 2000 };

test('a body that comes byte by byte, never idle and never done, is given up', async (t) => {
  const peer = await startRegistryPeer((_, response) => {
    const drip = setInterval(() => response.write('a'), 20);
    response.on('close', () => clearInterval(drip));
  });
  t.after(() => peer.close());
  const connection = createConnection({ registry: 'docker.io', ...times });
  t.after(() => connection.close());
  const answer = await connection.send({ url: new URL(peer.address), method: 'GET', headers: {}, signal: new AbortController().signal });
  await assert.rejects(
    readAnswer(answer, { registry: 'docker.io', what: 'manifest', maxBytes: 1000, timeoutMs: 200 }),
    (error) => error instanceof UpstreamError && error.kind === 'timeout' && error.message.includes('did not end its manifest within 0.2 s'),
  );
});
