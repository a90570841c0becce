// What the command line shows of the log of what people do.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import test from 'node:test';
import { anAct } from '../../src/store/conformance/store-under-test.ts';
import { serveInstallation } from './serve-installation.ts';

test('activity list shows who did what, with its filters, and with --json all of it', async (t) => {
  const { cli, store } = await serveInstallation(t);
  await cli.run(['policy', 'set', '--enabled']);
  const { code, stdout, stderr } = await cli.run(['activity', 'list', '--action', 'org.settings', '--since', '1h', '--by', 'OWNER']);
  assert.deepEqual([code, stderr], [0, '']);
  assert.match(stdout, /^NUMBER +TIME +WHO +ACTION +OF +WHAT\n\d+ +20\S+ \S+Z +owner +org\.settings\.update +acme +\{"revision":2,"summary":"enabled: false -> true","enabled":true\}\n$/);
  for (let number = 0; number < 3; number += 1) await store.recordAct(anAct({ name: `x${number}` }));
  const { activity, has_more: hasMore } = JSON.parse((await cli.run(['activity', 'list', '--limit', '2', '--json'])).stdout) as { readonly activity: readonly { readonly name: string; readonly hash: string }[]; readonly has_more: boolean };
  assert.deepEqual([activity.map(({ name }) => name), hasMore], [['x2', 'x1'], true]);
  assert.equal((await cli.run(['activity', 'list', '--text', 'nothing has this'])).stdout, 'Nothing of the kind was done.\n');
});

test('activity verify says that the log is whole, and ends with 1 and the entry when it is not', async (t) => {
  const { cli, file } = await serveInstallation(t);
  const whole = await cli.run(['activity', 'verify']);
  assert.equal(whole.code, 0);
  assert.match(whole.stdout, /^The log is whole: \d+ entries of acme, the last is \d+ [0-9a-f]{64}\.\n$/);
  const database = new DatabaseSync(file);
  database.exec("DROP TRIGGER activity_is_never_changed; UPDATE activity SET name = 'mallory' WHERE chain = 'acme' AND sequence = 2");
  database.close();
  const changed = await cli.run(['activity', 'verify']);
  assert.equal(changed.code, 1);
  assert.match(changed.stdout, /^ENTRY +WHAT\n2 +entry 2 is not as it was written\n\nThe log is not as it was written: 1 problems in the log of acme\./);
  const json = await cli.run(['activity', 'verify', '--json']);
  assert.deepEqual([json.code, (JSON.parse(json.stdout) as { readonly valid: boolean }).valid], [1, false]);
});

test('activity export writes a file, or stdout, byte for byte as the server sends it', async (t) => {
  const { cli } = await serveInstallation(t, { withSecondOrganization: false });
  const printed = await cli.run(['activity', 'export', '--format', 'jsonl', '--action', 'org.create']);
  assert.deepEqual([printed.code, printed.stdout.split('\n').length], [0, 2]);
  const output = join(cli.folder, 'activity.jsonl');
  const written = await cli.run(['activity', 'export', '--format', 'jsonl', '--action', 'org.create', '--output', output]);
  assert.deepEqual([written.code, written.stdout, readFileSync(output, 'utf8')], [0, '', printed.stdout]);
  assert.match((await cli.run(['activity', 'export', '--installation'])).stdout, /^organization,sequence,time,/);
  assert.match((await cli.run(['activity', 'export', '--output', join(cli.folder, 'nowhere', 'x')])).stderr, /^pullgate: cannot write .*: name a file in a folder that you may write to\n$/);
  assert.match((await cli.run(['activity', 'export', '--org', 'nowhere'])).stderr, /^pullgate: organization not found\n$/);
});
