// Without its store the gateway goes on by the last good policy, and keeps its records.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { startGate } from './gate.ts';

test('pulls, denials and records go on while the store is away', async () => {
  const gate = await startGate();
  try {
    gate.hub.add('library/nginx', 'latest');
    assert.equal((await gate.get('/v2/nginx/manifests/latest', { token: gate.member.token })).status, 200);
    await gate.loseStore();
    await new Promise((resolve) => setTimeout(resolve, 1200));
    assert.equal((await gate.get('/v2/nginx/manifests/latest', { token: gate.member.token })).status, 200);
    assert.match((await gate.get('/v2/someuser/app/manifests/latest', { token: gate.member.token })).message ?? '', /^image access denied/);
    assert.equal((await gate.get('/readyz')).status, 200);
    const folder = join(dirname(gate.file), 'journal');
    const segments = (await readdir(folder)).filter((name) => name.endsWith('.ndjson'));
    const lines = (await Promise.all(segments.map((name) => readFile(join(folder, name), 'utf8')))).join('').split('\n').filter((line) => line !== '');
    assert.ok(lines.length >= 2);
  } finally {
    await gate.close();
  }
});
