// The certificate authority at the command line.
import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { createAuthorityKeeper } from '../../src/authority/authority-keeper.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { serveInstallation } from './serve-installation.ts';
import type { ServedInstallation } from './serve-installation.ts';

const takenOverHosts = ['registry-1.docker.io', 'ghcr.io'];
const alone = { withSecondOrganization: false, takenOverHosts } as const;
const shown = (ms: number): string => new Date(ms).toISOString().replace('T', ' ').replace(/\.\d+Z$/, 'Z');

async function stored({ store }: ServedInstallation): Promise<X509Certificate> {
  return new X509Certificate((await store.findAuthority())?.certificatePem ?? assert.fail('none is stored'));
}

test('ca show is a page to read', async (t) => {
  const installation = await serveInstallation(t, alone);
  const { code, stdout, stderr } = await installation.cli.run(['ca', 'show']);
  assert.deepEqual([code, stderr], [0, '']);
  const certificate = await stored(installation);
  assert.deepEqual(stdout.split('\n'), [
    `Authority  ${certificate.subject.replace('\n', ', ')}`,
    `SHA-256    ${certificate.fingerprint256}`,
    `Valid      ${shown(certificate.validFromDate.getTime())} to ${shown(certificate.validToDate.getTime())}`,
    'Permits    registry-1.docker.io, ghcr.io, and what is below them',
    '',
  ]);
  const json = JSON.parse((await installation.cli.run(['ca', 'show', '--json'])).stdout) as { readonly permitted_hosts: readonly string[] };
  assert.deepEqual(json.permitted_hosts, takenOverHosts);
});

test('ca show names the hosts that are missing, and an end that is near', async (t) => {
  const { cli, store } = await serveInstallation(t, alone);
  const yearsAgo = (): number => Date.now() - 3600 * 86_400_000;
  await createAuthorityKeeper({ store, hosts: ['ghcr.io'], installation: () => Promise.resolve('acme'), now: yearsAgo, log: createLog({ level: 'silent', format: 'json' }) }).current();
  const { stdout } = await cli.run(['ca', 'show']);
  assert.match(stdout, /^Valid .* \(soon: run pullgate ca rotate\)$/m);
  assert.match(stdout, /^Missing +registry-1\.docker\.io: refused, until pullgate ca rotate makes one that permits them and clients trust it$/m);
});

test('ca export prints one certificate and nothing else, or writes it', async (t) => {
  const installation = await serveInstallation(t, alone);
  const { cli } = installation;
  const { code, stdout, stderr } = await cli.run(['ca', 'export']);
  assert.deepEqual([code, stderr], [0, '']);
  assert.match(stdout, /^-----BEGIN CERTIFICATE-----\n[^-]+\n-----END CERTIFICATE-----\n$/);
  assert.equal(new X509Certificate(stdout).fingerprint256, (await stored(installation)).fingerprint256);
  const file = join(cli.folder, 'ca.crt');
  assert.deepEqual(await cli.run(['ca', 'export', '--output', file]), { code: 0, stdout: `Written: ${file}\n`, stderr: '' });
  assert.equal(readFileSync(file, 'utf8'), stdout);
  assert.equal((JSON.parse((await cli.run(['ca', 'export', '--json'])).stdout) as { readonly certificate: string }).certificate, stdout);
  await cli.run(['ca', 'rotate']);
  const rotated = (await cli.run(['ca', 'export'])).stdout;
  assert.equal(new X509Certificate(rotated).fingerprint256, (await stored(installation)).fingerprint256);
  assert.equal(rotated.match(/BEGIN/g)?.length, 1);
  const refused = await cli.run(['ca', 'export', '--output', join(cli.folder, 'nowhere', 'ca.crt')]);
  assert.equal(refused.code, 2);
  assert.match(refused.stderr, /^pullgate: cannot write .*: name a file in a folder that you may write to\n$/);
});

test('ca rotate says what is to be done now, and names the old one until it is forgotten', async (t) => {
  const installation = await serveInstallation(t, alone);
  const { cli } = installation;
  await cli.run(['ca', 'show']);
  const old = await stored(installation);
  const { code, stdout, stderr } = await cli.run(['ca', 'rotate']);
  assert.deepEqual([code, stderr], [0, '']);
  const oldLine = `Old ones   ${old.subject.replace('\n', ', ')}: clients that trust it are served until ${shown(old.validToDate.getTime())}`;
  assert.ok(stdout.includes(`SHA-256    ${(await stored(installation)).fingerprint256}\n`) && stdout.includes(`${oldLine}\n`), stdout);
  assert.match(stdout, /\n\nHave clients trust the new certificate: pullgate ca export prints it\. Those that trust an old one go on working meanwhile\.\n$/);
  const forgotten = (await cli.run(['ca', 'rotate', '--forget-old'])).stdout;
  assert.match(forgotten, /\n\nHave clients trust the new certificate now: .* Remove the old certificate from them: whoever has its key could use it\.\n$/);
  assert.doesNotMatch(forgotten, /Old ones/);
});

test('while no host is taken over every command says how to begin', async (t) => {
  const { cli } = await serveInstallation(t, { withSecondOrganization: false });
  const file = join(cli.folder, 'ca.crt');
  for (const words of [['show'], ['export', '--output', file], ['rotate']]) {
    const { code, stdout, stderr } = await cli.run(['ca', ...words]);
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /^pullgate: certificate authority not found: .*PULLGATE_PROXY_LISTEN.*\n$/);
  }
  assert.equal(existsSync(file), false);
});
