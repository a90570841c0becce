// Mail as a real SMTP server gets it: over TLS or not at all, to one recipient, within a time.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { startMailServer } from '../../../test/peers/mail-server.ts';
import { type SmtpSettings, createSmtpMailer, isLoopback } from './smtp-mailer.ts';

const skip = spawnSync('openssl', ['version']).error === undefined ? false : 'openssl makes the certificate: apt-get install openssl';
const mail = { to: 'carol@acme.example', subject: 'Invitation to acme', text: 'line one\nline two\n' };
const from = { name: 'Pullgate', address: 'pullgate@acme.example' };
const never = new AbortController().signal;

const settingsOf = (port: number, more: Partial<SmtpSettings> = {}): SmtpSettings => ({ host: '127.0.0.1', port, isSecure: false, from, ...more });

/** For `localhost` and 127.0.0.1, self-signed. */
function makeCertificate(): { readonly key: string; readonly cert: string } {
  const folder = mkdtempSync(join(tmpdir(), 'pullgate-mail-'));
  const [key, cert] = [join(folder, 'key'), join(folder, 'cert')];
  const what = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', '/CN=mail', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  execFileSync('openssl', [...what, '-keyout', key, '-out', cert], { stdio: 'ignore' });
  const made = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  rmSync(folder, { recursive: true, force: true });
  return made;
}

test('a mail arrives as plain text, from the sender, for one recipient', async (t) => {
  const server = await startMailServer(t, { disabledCommands: ['STARTTLS', 'AUTH'] });
  assert.deepEqual(await createSmtpMailer(settingsOf(server.port)).send(mail, never), { result: 'sent' });
  const [arrived] = server.mails;
  assert.deepEqual([arrived?.from, arrived?.to, arrived?.isSecure], ['pullgate@acme.example', ['carol@acme.example'], false]);
  assert.match(arrived?.text ?? '', /^From: Pullgate <pullgate@acme\.example>\r$/m);
  assert.match(arrived?.text ?? '', /^Subject: Invitation to acme\r$/m);
  assert.match(arrived?.text ?? '', /^Auto-Submitted: auto-generated\r$/m);
  assert.match(arrived?.text ?? '', /\r\n\r\nline one\r\nline two\r\n$/);
});

test('TLS from the first byte and STARTTLS are both used, and the password goes only there', { skip }, async (t) => {
  const { key, cert } = makeCertificate();
  const credential = { username: 'gate', password: 'mail-secret' };
  for (const isSecure of [true, false]) {
    const server = await startMailServer(t, { secure: isSecure, key, cert, password: credential.password });
    const result = await createSmtpMailer(settingsOf(server.port, { isSecure, ca: cert, credential })).send(mail, never);
    assert.deepEqual(result, { result: 'sent' });
    assert.equal(server.mails[0]?.isSecure, true);
    const wrong = await createSmtpMailer(settingsOf(server.port, { isSecure, ca: cert, credential: { username: 'gate', password: 'wrong-secret' } })).send(mail, never);
    assert.deepEqual(wrong, { result: 'unreachable', problem: 'the mail server refused the user name or password: see mail.username' });
  }
});

test('a certificate that is not trusted gets no mail', { skip }, async (t) => {
  const { key, cert } = makeCertificate();
  const server = await startMailServer(t, { secure: true, key, cert });
  const result = await createSmtpMailer(settingsOf(server.port, { isSecure: true })).send(mail, never);
  assert.deepEqual(result.result, 'unreachable');
  assert.match(JSON.stringify(result), /offers no TLS that can be trusted/);
  assert.equal(server.mails.length, 0);
});

test('a server elsewhere that offers no TLS gets no mail; one on this machine may go without', async (t) => {
  const server = await startMailServer(t, { disabledCommands: ['STARTTLS', 'AUTH'] });
  // Every name but localhost is elsewhere: this one is the machine, which shows what is done with names.
  const result = await createSmtpMailer(settingsOf(server.port, { host: '0.0.0.0' })).send(mail, never);
  assert.deepEqual(result, { result: 'unreachable', problem: 'the mail server offers no TLS that can be trusted: see mail.smtp and mail.ca_file' });
  assert.equal(server.mails.length, 0);
  for (const [host, expected] of [['127.0.0.1', true], ['127.9.9.9', true], ['::1', true], ['localhost', true], ['mail.example.com', false], ['10.0.0.1', false], ['localhost.example.com', false], ['::', false]] as const) {
    assert.equal(isLoopback(host), expected, host);
  }
});

test('a recipient that the server refuses is final, and one that it puts off is not', async (t) => {
  for (const [code, result] of [[550, 'refused'], [451, 'unreachable']] as const) {
    const server = await startMailServer(t, { disabledCommands: ['STARTTLS', 'AUTH'], refuseRecipient: { code, text: 'no such mailbox' } });
    const answer = await createSmtpMailer(settingsOf(server.port)).send(mail, never);
    assert.equal(answer.result, result);
    assert.match(JSON.stringify(answer), new RegExp(`the mail server said: ${code} no such mailbox`));
  }
});

test('nothing in a mail becomes another header or another recipient', async (t) => {
  const server = await startMailServer(t, { disabledCommands: ['STARTTLS', 'AUTH'] });
  const mailer = createSmtpMailer(settingsOf(server.port));
  for (const wrong of [
    { to: 'carol@acme.example\r\nBcc: eve@evil.example' },
    { to: 'carol@acme.example, eve@evil.example' },
    { to: 'carol@acme.example>\r\nRCPT TO:<eve@evil.example' },
    { to: '"x" <eve@evil.example>' },
    { subject: 'hello\r\nBcc: eve@evil.example' },
    { subject: 'hello\nX-Header: 1' },
  ]) {
    assert.equal((await mailer.send({ ...mail, ...wrong }, never)).result, 'refused', JSON.stringify(wrong));
  }
  assert.equal(server.mails.length, 0);
  await mailer.send({ ...mail, text: 'a\n.\nBcc: eve@evil.example\n\nMAIL FROM:<x>\n' }, never);
  const [arrived, ...others] = server.mails;
  assert.deepEqual([arrived?.to, others], [['carol@acme.example'], []]);
  assert.doesNotMatch((arrived?.text ?? '').split('\r\n\r\n')[0] ?? '', /eve@/);
});

test('a server that is away, one that says nothing, and an end of waiting are all told, and none is waited for', async (t) => {
  const silent = createServer((socket) => void socket.on('error', () => undefined));
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  t.after(() => silent.close());
  const { port } = silent.address() as AddressInfo;
  const late = await createSmtpMailer(settingsOf(port, { mailTimeoutMs: 50 })).send(mail, never);
  // The time for each step is as short as that for the whole: either may end first.
  assert.match(JSON.stringify(late), /^{"result":"unreachable","problem":"the mail server (?:did not take the mail in time|cannot be reached \(ETIMEDOUT\))"}$/);
  assert.equal((await createSmtpMailer(settingsOf(port)).send(mail, AbortSignal.abort())).result, 'unreachable');

  const nobodys = 1; // a port that the system gives to nobody
  assert.deepEqual(await createSmtpMailer(settingsOf(nobodys)).send(mail, never), { result: 'unreachable', problem: 'the mail server cannot be reached (ECONNREFUSED)' });
});
