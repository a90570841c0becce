// TLS with real certificates, changed under a running listener as operators and Kubernetes change them.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync, copyFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from 'node:tls';
import { createListener } from './listener.ts';
import type { ListenerLog } from './listener.ts';

const skip = spawnSync('openssl', ['version']).error === undefined ? false : 'openssl makes the certificates: apt-get install openssl';

interface Made {
  readonly cert: string;
  readonly key: string;
}

function makeCertificate(folder: string, name: string): Made {
  mkdirSync(folder, { recursive: true });
  const made = { cert: join(folder, `${name}.crt`), key: join(folder, `${name}.key`) };
  const what = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', `/CN=${name}`];
  execFileSync('openssl', [...what, '-keyout', made.key, '-out', made.cert], { stdio: 'ignore' });
  return made;
}

function temporaryFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'pullgate-tls-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function install(made: Made, folder: string): void {
  for (const [from, name] of [[made.cert, 'tls.crt'], [made.key, 'tls.key']] as const) {
    copyFileSync(from, join(folder, `${name}.new`));
    renameSync(join(folder, `${name}.new`), join(folder, name));
  }
}

function servedName(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false }, () => {
      const { CN } = socket.getPeerCertificate().subject;
      socket.destroy();
      resolve(String(CN));
    }).on('error', reject);
  });
}

async function eventually(check: () => boolean | Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt++) {
    if (await check()) return;
    await sleep(50);
  }
  assert.fail('did not come true within 30 s');
}

async function start(t: TestContext, folder: string): Promise<{ port: number; url: string; lines: string[] }> {
  const lines: string[] = [];
  const write = (_fields: object, message: string): void => void lines.push(message);
  const log: ListenerLog = { debug: write, info: write, warn: write, error: write };
  const listener = createListener({
    host: '127.0.0.1',
    port: 0,
    setting: 'THE_SETTING',
    tls: { certificateFile: join(folder, 'tls.crt'), keyFile: join(folder, 'tls.key') },
    handler: (_request, response) => response.end('ok'),
    log,
    certificatePollMs: 100,
  });
  const { port, url } = await listener.listen();
  t.after(() => listener.close(0));
  return { port, url, lines };
}

test('a renewed certificate is served without a restart', { skip }, async (t) => {
  const folder = temporaryFolder(t);
  const served = join(folder, 'served');
  mkdirSync(served);
  install(makeCertificate(folder, 'first'), served);
  const { port, url } = await start(t, served);
  assert.equal(url, `https://127.0.0.1:${port}`);
  assert.equal(await servedName(port), 'first');
  install(makeCertificate(folder, 'second'), served);
  await eventually(async () => (await servedName(port)) === 'second');
});

test('the symbolic link that Kubernetes swaps is followed', { skip }, async (t) => {
  const folder = temporaryFolder(t);
  for (const name of ['first', 'second']) {
    const data = join(folder, `..${name}`);
    mkdirSync(data);
    install(makeCertificate(join(folder, 'made'), name), data);
  }
  symlinkSync('..first', join(folder, '..data'));
  for (const name of ['tls.crt', 'tls.key']) symlinkSync(join('..data', name), join(folder, name));
  const { port } = await start(t, folder);
  assert.equal(await servedName(port), 'first');
  symlinkSync('..second', join(folder, '..data_tmp'));
  renameSync(join(folder, '..data_tmp'), join(folder, '..data'));
  await eventually(async () => (await servedName(port)) === 'second');
});

test('a pair that does not belong together is refused with a log line, the one before stays, a good one is taken again', { skip }, async (t) => {
  const folder = temporaryFolder(t);
  const served = join(folder, 'served');
  mkdirSync(served);
  const second = makeCertificate(folder, 'second');
  install(makeCertificate(folder, 'first'), served);
  const { port, lines } = await start(t, served);
  copyFileSync(second.cert, join(served, 'tls.crt'));
  await eventually(() => lines.includes('new TLS certificate refused, the one before stays in use'));
  assert.equal(await servedName(port), 'first');
  copyFileSync(second.key, join(served, 'tls.key'));
  await eventually(async () => (await servedName(port)) === 'second');
});

test('what is no certificate does not start, and the message names the files', { skip }, async (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, 'tls.crt'), 'not PEM');
  writeFileSync(join(folder, 'tls.key'), 'not PEM');
  await assert.rejects(start(t, folder), { name: 'InvalidCertificate', message: /tls\.crt and key .*tls\.key cannot be used/ });
});

test('absent files do not start', { skip }, async (t) => {
  await assert.rejects(start(t, temporaryFolder(t)), { name: 'InvalidCertificate', message: /ENOENT/ });
});

test('a plain request at a TLS listener does no harm', { skip }, async (t) => {
  const folder = temporaryFolder(t);
  install(makeCertificate(join(folder, 'made'), 'first'), folder);
  const { port } = await start(t, folder);
  await assert.rejects(fetch(`http://127.0.0.1:${port}`));
  assert.equal(await servedName(port), 'first');
});
