// Recorded pulls on the command line: listed, counted and written to a file, as a person would ask.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { pullRecord } from '../admin/pull-record.ts';
import { serveInstallation } from './serve-installation.ts';

const hourMs = 3_600_000;

async function open(t: TestContext) {
  const { cli, store, clock } = await serveInstallation(t, { withSecondOrganization: false });
  const timeMs = clock.nowMs - 2 * hourMs;
  await store.insertRecords([
    pullRecord({ id: 'r1', timeMs, effect: 'deny', rule: 'category', category: 'community', outcome: 401, reason: 'community images not allowed' }),
    pullRecord({ id: 'r2', timeMs: timeMs + 1, effect: 'deny', rule: 'category', category: 'community', outcome: 401, subjectId: 'u-editor', subjectName: 'editor', reason: 'community images not allowed' }),
    pullRecord({ id: 'r3', timeMs: timeMs + 2, effect: 'permit', rule: 'category', category: 'verified-publisher', repository: 'grafana/grafana', outcome: 200 }),
  ]);
  const done = async (...words: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await cli.run(words);
    assert.deepEqual({ code, stderr }, { code: 0, stderr: '' }, words.join(' '));
    return stdout;
  };
  return { cli, done };
}

test('pulls list shows who asked for what and why it was refused, newest first', async (t) => {
  const { done } = await open(t);
  const lines = (await done('pulls', 'list', '--since', '1d')).trimEnd().split('\n').map((line) => line.replace(/^20\S+ \S+Z/, 'THEN').split(/ {2,}/));
  assert.deepEqual(lines, [
    ['TIME', 'WHO', 'ACTION', 'IMAGE', 'RESULT', 'RULE', 'CATEGORY', 'WHY'],
    ['THEN', 'developer', 'pull', 'grafana/grafana:latest', 'permit', 'category', 'verified-publisher'],
    ['THEN', 'editor', 'pull', 'someuser/custom-image:latest', 'deny', 'category', 'community', 'community images not allowed'],
    ['THEN', 'developer', 'pull', 'someuser/custom-image:latest', 'deny', 'category', 'community', 'community images not allowed'],
  ]);
  assert.equal(await done('pulls', 'list', '--user', 'nobody'), 'No such pulls are recorded.\n');
});

test('pulls stats counts by what is asked, the most first, with totals and what was refused most', async (t) => {
  const { cli, done } = await open(t);
  const shown = (await done('pulls', 'stats')).replace(/^(From|To) .*$/gm, '$1');
  assert.equal(
    shown,
    `From
To
Pulls            1
Denials          2
Denials (audit)  0

CATEGORY            PULLS  DENIALS  DENIALS (AUDIT)
community           0      2        0
verified-publisher  1      0        0

REFUSED MOST                     DENIALS  PEOPLE
docker.io/someuser/custom-image  2        2
`,
  );
  for (const [by, row] of [
    ['repository', /^docker\.io\/grafana\/grafana +1 +0 +0$/m],
    ['person', /^editor +0 +1 +0$/m],
    ['rule', /^category +1 +2 +0$/m],
    ['effect', /^deny +0 +2 +0$/m],
  ] as const) {
    assert.match(await done('pulls', 'stats', '--by', by, '--since', '24h'), row);
  }
  assert.match(await done('pulls', 'stats', '--by', 'person', '--top', '1'), /^developer +1 +1 +0\n\(all others\) +0 +1 +0$/m);
  assert.match(await done('pulls', 'stats', '--since', '1h'), /\n\nNothing was pulled or refused\.\n$/);
  const { organization, group_by: by, interval, totals } = JSON.parse(await done('pulls', 'stats', '--since', '30d', '--json')) as { readonly organization: string; readonly group_by: string; readonly interval: string; readonly totals: object };
  assert.deepEqual([organization, by, interval, totals], ['acme', 'category', 'day', { pulls: 1, denials: 2, audited: 0 }]);
  for (const [words, problem] of [
    [['--top', '51'], /give a number from 1 to 50/],
    [['--by', 'tag'], /allowed choices are effect, category/i],
    [['--since', '1h', '--until', '2h'], /^pullgate: from: .*before/],
  ] as const) {
    const { code, stderr } = await cli.run(['pulls', 'stats', ...words]);
    assert.equal(code, 2);
    assert.match(stderr, problem);
  }
});

test('pulls export writes all of them to stdout or a file', async (t) => {
  const { cli, done } = await open(t);
  const csv = await done('pulls', 'export', '--denied');
  assert.equal(csv.split(/\r?\n/).filter((line) => line !== '').length, 3);
  assert.match(csv, /^id,time,/);
  const output = join(cli.folder, 'pulls.jsonl');
  assert.deepEqual(await cli.run(['pulls', 'export', '--format', 'jsonl', '--output', output]), { code: 0, stdout: '', stderr: `Written: ${output}\n` });
  assert.deepEqual(readFileSync(output, 'utf8').trimEnd().split('\n').map((line) => (JSON.parse(line) as { readonly id: string }).id), ['r3', 'r2', 'r1']);
});
