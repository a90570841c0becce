// Pasted lists: every right one is taken, every wrong one is named.
import assert from 'node:assert/strict';
import test from 'node:test';
import { readPasted } from './read-pasted.ts';

test('lines, commas, quotes, comments and notes are read; what means the same is taken once', () => {
  const { entries, known, wrong } = readPasted(
    ['# our images', 'grafana/grafana  # for the dashboards', '"someuser/app", other/*,', '- docker.io/library/nginx', 'nginx', '', 'grafana/loki; ghcr.io/owner/*', 'there/already'].join('\r\n'),
    new Set(['docker.io/there/already']),
  );
  assert.deepEqual(entries.map(({ repository, note }) => [repository, note]), [
    ['grafana/grafana', 'for the dashboards'],
    ['someuser/app', ''],
    ['other/*', ''],
    ['library/nginx', ''],
    ['grafana/loki', ''],
    ['ghcr.io/owner/*', ''],
  ]);
  assert.deepEqual([known, wrong], [2, []]);
});

test('each wrong one is told with its line and its problem, and keeps no other from being taken', () => {
  const { entries, wrong } = readPasted('fine/app\nnginx:1.27, also/fine\n*\nUpper/Case', new Set());
  assert.deepEqual(entries.map(({ repository }) => repository), ['fine/app', 'also/fine']);
  assert.deepEqual(wrong.map(({ line, text }) => [line, text]), [
    [2, 'nginx:1.27'],
    [3, '*'],
    [4, 'Upper/Case'],
  ]);
  assert.match(wrong[0]!.problem, /tag or digest/);
});
