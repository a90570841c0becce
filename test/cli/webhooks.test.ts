// Webhooks on the command line: made, tested against a real receiver, their log read, sent again, ended.
import assert from 'node:assert/strict';
import test from 'node:test';
import { createPost } from '../../src/admin/webhooks/post.ts';
import { startSender } from '../../src/admin/webhooks/sender.ts';
import { createTargets } from '../../src/admin/webhooks/target.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { isSigned, startReceiver } from '../webhooks/receiver.ts';
import { serveInstallation } from './serve-installation.ts';

const hourMs = 3_600_000;

test('a webhook is made, tested, listed, replayed and deleted, and what fails is told in a sentence', async (t) => {
  const networks = ['127.0.0.1'];
  const { cli, store, clock } = await serveInstallation(t, { withSecondOrganization: false, webhookNetworks: networks });
  const log = createLog({ level: 'error', format: 'json', destination: { write: () => undefined } });
  const post = createPost({ targets: createTargets(networks), timeoutMs: 10_000, version: '1' });
  const sender = startSender({ queue: store, post, log, now: Date.now, random: () => 0, intervalMs: 10, retryMs: hourMs, switchOffMs: hourMs, logMs: hourMs });
  t.after(() => sender.close());
  const receiver = await startReceiver(t, (response, _received, count) => response.writeHead(count === 2 ? 500 : 204).end());
  const done = async (...words: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await cli.run(words);
    assert.deepEqual({ code, stderr }, { code: 0, stderr: '' }, words.join(' '));
    return stdout;
  };

  assert.equal(await done('webhook', 'list'), 'There are no webhooks: make one with pullgate webhook create.\n');
  const made = await done('webhook', 'create', receiver.url, '--event', 'denial', '--event', 'org.member.add');
  const [, id = '', secret = ''] = /^Made the webhook (\S+), which tells http\S+ of denial, org\.member\.add\.\nIt signs with this secret; keep it now, it is not shown again:\n\n {2}(pgt_whs_\S+)\n$/.exec(made) ?? assert.fail(made);
  assert.match(await done('webhook', 'list'), new RegExp(`^ID +URL +EVENTS +WAITING +STATE\n${id} +http\\S+ +denial,org\\.member\\.add +0 +on\n$`));
  assert.equal(await done('webhook', 'deliveries', id), 'Nothing was to be delivered lately.\n');

  assert.match(await done('webhook', 'test', id), /^Delivered: the receiver answered 204 in \d+ ms\.\n$/);
  clock.nowMs += 1000;
  const failed = await cli.run(['webhook', 'test', id]);
  assert.deepEqual(failed, { code: 2, stdout: '', stderr: 'pullgate: the receiver answered 500\n' });
  const shown = await done('webhook', 'deliveries', id);
  const [, delivery = ''] = /^ID +TIME +EVENT +COUNT +STATE +TRIES +OUTCOME\n(\S+) +20\S+ \S+Z +test +0 +failed +1 +answered 500\n\S+ +20\S+ \S+Z +test +0 +delivered +1 +204\n$/.exec(shown) ?? assert.fail(shown);
  assert.match(await done('webhook', 'list'), / +0 +fails since 20\S+ \S+Z\n$/);

  assert.equal(await done('webhook', 'replay', id, delivery), `The delivery ${delivery} is in the queue again.\n`);
  const received = await receiver.until(3);
  assert.ok(received.every((each) => isSigned(each, secret)));
  assert.deepEqual(received.map(({ payload }) => payload.id === delivery), [false, true, true]);
  assert.deepEqual(await cli.run(['webhook', 'replay', id, 'none']), { code: 2, stdout: '', stderr: `pullgate: delivery not found: see pullgate webhook deliveries ${id}\n` });
  assert.equal(await done('webhook', 'delete', id), `Deleted the webhook ${id}.\n`);
  for (const [words, problem] of [
    [['test', id], /^pullgate: webhook not found: see pullgate webhook list\n$/],
    [['replay', id, delivery], /^pullgate: webhook not found: see pullgate webhook list\n$/],
    [['create', 'http://hooks.example.com/'], /^pullgate: url: must begin with https:\/\/: /],
    [['create', 'https://hooks.example.com/', '--event', 'denials'], /^pullgate: events\.0: .*denial/],
  ] as const) {
    const { code, stderr } = await cli.run(['webhook', ...words]);
    assert.equal(code, 2);
    assert.match(stderr, problem);
  }
});
