// Invitations by mail, as a real SMTP server gets them: sent, retried, given up, and never shown to the owner.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { startInviteMails } from '../../src/admin/invites/mail-queue.ts';
import { createSmtpMailer } from '../../src/admin/mail/smtp-mailer.ts';
import type { Invite } from '../../src/contract/invites.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { startMailServer } from '../peers/mail-server.ts';
import { holdPort } from '../upstream/listening.ts';
import { openInstallation, password } from './installation.ts';

const publicUrl = 'https://admin.acme.example';
const plain = { disabledCommands: ['STARTTLS', 'AUTH'] };
const minuteMs = 60_000;
/** That the system gives to nobody. */
const nobodysPort = 1;

async function withMail(t: TestContext, port: number) {
  const installation = await openInstallation(t, { hasMail: true });
  const { store, clock } = installation;
  const owner = await installation.as('owner');
  const lines: string[] = [];
  const start = () =>
    startInviteMails({
      store,
      mailer: createSmtpMailer({ host: '127.0.0.1', port, isSecure: false, from: { name: '', address: 'pullgate@acme.example' } }),
      publicUrl,
      now: () => clock.nowMs,
      log: createLog({ level: 'info', format: 'json', destination: { write: (line) => void lines.push(line) } }),
      intervalMs: 3_600_000, // the test says when
    });
  const invites = async (): Promise<readonly Invite[]> => ((await owner('GET', '/v2/orgs/acme/invites')).json as unknown as { data: Invite[] }).data;
  const invite = async (...invitees: readonly string[]): Promise<string> => {
    const { status, text } = await owner('POST', '/v2/invites/bulk', { org: 'acme', invitees });
    assert.equal(status, 202, text);
    return text;
  };
  return { ...installation, owner, start, invites, invite, lines };
}

const linkIn = (text: string): string => /https:\/\/admin\.acme\.example\/invite\/(pgt_inv_\w+)/.exec(text.replace(/=\r\n/g, ''))?.[1] ?? assert.fail(text);

test('an address gets a mail with the link, which nobody else is shown, and joins with it', async (t) => {
  const server = await startMailServer(t, plain);
  const { invite, invites, start, anonymous, lines } = await withMail(t, server.port);
  const answer = await invite('carol@acme.example', 'dave');
  assert.equal(answer.match(/pgt_inv_/g)?.length, 1, "only the link of the name, which no mail goes to");
  assert.deepEqual((await invites()).map(({ invitee, mail }) => [invitee, mail]), [['carol@acme.example', 'queued'], ['dave', 'none']]);
  const mails = start();
  await mails.runNow();
  await mails.runNow();
  await mails.close();
  assert.deepEqual(server.mails.map(({ to }) => to), [['carol@acme.example']], 'once');
  assert.deepEqual((await invites())[0]?.mail, 'sent');
  const token = linkIn(server.mails[0]?.text ?? '');
  assert.equal((await anonymous('POST', '/v2/invites/register', { token, username: 'carol', password })).status, 201);
  assert.ok(lines.length > 0);
  assert.doesNotMatch(lines.join(''), /pgt_inv_|carol/);
});

test('a mail waits while the server is away, survives a new start, and goes out when its pause is over', async (t) => {
  const first = await startMailServer(t, plain);
  await first.close();
  const letGo = await holdPort(first.port);
  const { invite, invites, start, clock } = await withMail(t, first.port);
  await invite('carol@acme.example');
  const before = start();
  await before.runNow();
  await before.close();
  assert.deepEqual((await invites()).map(({ mail, mail_problem }) => [mail, mail_problem]), [['queued', 'the mail server cannot be reached (ECONNREFUSED)']]);

  const server = await startMailServer(t, { ...plain, port: first.port });
  letGo();
  const after = start();
  await after.runNow();
  assert.equal(server.mails.length, 0, 'the pause is not over');
  clock.nowMs += minuteMs;
  await after.runNow();
  await after.close();
  assert.equal(server.mails.length, 1);
  assert.deepEqual((await invites()).map(({ mail, mail_problem }) => [mail, mail_problem]), [['sent', '']]);
});

test('a refused recipient is told at the invitation, and a resent one begins anew with another link', async (t) => {
  const refusing = await startMailServer(t, { ...plain, refuseRecipient: { code: 550, text: 'no such mailbox' } });
  const { invite, invites, start, owner, anonymous, lines } = await withMail(t, refusing.port);
  await invite('carol@acme.example');
  const mails = start();
  await mails.runNow();
  const [failed] = await invites();
  assert.deepEqual([failed?.mail, /^the mail server said: 550 no such mailbox/.test(failed?.mail_problem ?? '')], ['failed', true]);
  assert.match(lines.join(''), /the mail of an invitation was given up/);
  assert.equal((await owner('PATCH', `/v2/invites/${failed?.id}/resend`)).status, 204);
  assert.deepEqual((await invites()).map(({ mail, mail_problem }) => [mail, mail_problem]), [['queued', '']]);
  const byHand = await owner('POST', `/v2/invites/${failed?.id}/link`);
  assert.equal((await anonymous('GET', `/v2/invites/token/${byHand.json.link.split('/').at(-1)}`)).status, 200);
  await mails.runNow();
  await mails.close();
  assert.deepEqual((await invites())[0]?.mail, 'none', 'a link that was handed over is not mailed');
});

test('a server that stays away is tried less and less, until the invitation is over', async (t) => {
  const { invite, store, start, clock } = await withMail(t, nobodysPort);
  await invite('carol@acme.example');
  const mails = start();
  let attempts = 0;
  for (; (await store.listInvites('acme'))[0]?.mail === 'queued' && attempts < 20; attempts += 1) {
    await mails.runNow();
    clock.nowMs += 24 * 60 * minuteMs;
  }
  await mails.close();
  assert.ok(attempts > 3 && attempts <= 8, String(attempts));
  const [failed] = await store.listInvites('acme');
  assert.deepEqual([failed?.mail, failed?.mailProblem], ['failed', 'the invitation expired before its mail could be sent']);
});

test('no address that anybody invites carries a header or a second recipient', async (t) => {
  const { owner, invites } = await withMail(t, 9);
  const wrong = ['carol@acme.example\r\nBcc: eve@evil.example', 'carol@acme.example,eve@evil.example', '"x" <eve@evil.example>', 'a@b.example\n', 'eve@evil.example>\r\nRCPT TO:<x@y.example'];
  const { json } = await owner('POST', '/v2/invites/bulk', { org: 'acme', invitees: wrong });
  const statuses = (json as unknown as { invitees: { invitee: string; status: string }[] }).invitees;
  assert.deepEqual(statuses.map(({ status }) => status), ['invalid_email_or_docker_id', 'invalid_email_or_docker_id', 'invalid_email_or_docker_id', 'invited', 'invalid_email_or_docker_id']);
  assert.deepEqual((await invites()).map(({ invitee }) => invitee), ['a@b.example'], 'without what stood around it');
});
