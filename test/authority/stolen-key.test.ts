// Whoever has the authority's key opens the hosts that it permits and nothing else: real TLS clients refuse everything that is forged with it.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import type { TestContext } from 'node:test';
import type { StoredAuthority } from '../../src/authority/authority.port.ts';
import { createLeafCertificates } from '../../src/authority/leaf-certificates.ts';
import { makeAuthority, makeSuccessor } from '../../src/authority/make-authority.ts';
import { requireTools } from '../clients/tool.ts';
import { mustRun, run } from '../upstream/command.ts';
import { serveTls, tlsClients, trust } from './tls-clients.ts';

const options = { installation: 'acme', now: Date.now };
const skip = requireTools('openssl');

function newFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'pullgate-authority-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

interface Forgery {
  readonly commonName: string;
  /** Lines of OpenSSL's configuration. */
  readonly extensions: readonly string[];
  /** Files: a certificate and its key. */
  readonly signer: { readonly certificate: string; readonly key: string };
}

/** What a thief does: signs whatever he likes, with OpenSSL. Returns the files. */
async function forge(folder: string, name: string, { commonName, extensions, signer }: Forgery): Promise<Forgery['signer']> {
  const [key, request, config, certificate] = ['key', 'csr', 'cnf', 'crt'].map((end) => join(folder, `${name}.${end}`)) as [string, string, string, string];
  await mustRun('openssl', ['req', '-new', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', `/CN=${commonName}`, '-keyout', key, '-out', request]);
  writeFileSync(config, `${extensions.join('\n')}\n`);
  await mustRun('openssl', ['x509', '-req', '-in', request, '-CA', signer.certificate, '-CAkey', signer.key, '-days', '2', '-extfile', config, '-out', certificate]);
  return { certificate, key };
}

function steal(folder: string, name: string, { certificatePem, privateKeyPem }: StoredAuthority): Forgery['signer'] {
  const files = { certificate: join(folder, `${name}.crt`), key: join(folder, `${name}.key`) };
  writeFileSync(files.certificate, certificatePem);
  writeFileSync(files.key, privateKeyPem);
  return files;
}

const read = (files: Forgery['signer']) => ({ cert: readFileSync(files.certificate, 'utf8'), key: readFileSync(files.key, 'utf8') });
const forServers = ['basicConstraints=CA:FALSE', 'extendedKeyUsage=serverAuth'];

/** Each client's words for a name that the constraints, or the rules for names, do not let pass. */
const refused = /(permitted|excluded) subtree violation|x509: .*(not authorized to sign for this name|not permitted|excluded|legacy Common Name|contain any IP SANs)|(hostname|IP address) mismatch|does not match certificate's altnames|no alternative certificate subject name matches/i;

const forgeries: readonly { readonly what: string; readonly host: string; readonly commonName: string; readonly names: readonly string[]; readonly throughAuthority?: true; readonly clients?: readonly string[] }[] = [
  { what: 'a certificate for another host', host: 'localhost', commonName: 'x', names: ['DNS:localhost'] },
  { what: 'one for a permitted host and another', host: 'localhost', commonName: 'ghcr.io', names: ['DNS:ghcr.io', 'DNS:localhost'] },
  { what: 'one for an IP address', host: '127.0.0.1', commonName: 'x', names: ['IP:127.0.0.1'] },
  // OpenSSL holds a common name against the constraints only where it has a dot; Go believes no common name, and knows no name below localhost.
  { what: 'one that names another host as its common name alone', host: 'a.localhost', commonName: 'a.localhost', names: [], clients: ['openssl', 'curl', 'node'] },
  { what: 'one that names another host of one word as its common name alone', host: 'localhost', commonName: 'localhost', names: [], clients: ['skopeo'] },
  { what: 'one that has an IP address as its common name', host: '127.0.0.1', commonName: '127.0.0.1', names: [] },
  { what: 'one from an authority below, without constraints', host: 'localhost', commonName: 'x', names: ['DNS:localhost'], throughAuthority: true },
];

for (const { what, host, commonName, names, throughAuthority, clients } of forgeries) {
  test(`with a stolen key, ${what} is refused by ${clients === undefined ? 'every client' : clients.join(', ')}`, { skip }, async (t) => {
    const folder = newFolder(t);
    const authority = await makeAuthority({ ...options, hosts: ['registry-1.docker.io', 'ghcr.io'] });
    const stolen = steal(folder, 'stolen', authority);
    const below = throughAuthority ? await forge(folder, 'below', { commonName: 'below', extensions: ['basicConstraints=critical,CA:TRUE', 'keyUsage=keyCertSign'], signer: stolen }) : undefined;
    const extensions = [...forServers, ...(names.length === 0 ? [] : [`subjectAltName=${names.join()}`])];
    const { cert, key } = read(await forge(folder, 'forged', { commonName, extensions, signer: below ?? stolen }));
    const port = await serveTls(t, { cert: below === undefined ? cert : cert + read(below).cert, key });
    const trustFolder = trust(folder, 'trusted', authority.certificatePem);
    for (const client of tlsClients.filter(({ name }) => clients === undefined || clients.includes(name))) {
      await t.test(client.name, { skip: client.skip }, async () => {
        assert.match((await client.ask({ host, port, trustFolder })) ?? 'believed', refused);
      });
    }
  });
}

test('what is forged the same way for a host that the authority permits is believed: nothing but the constraints refuses the others', { skip }, async (t) => {
  const folder = newFolder(t);
  const authority = await makeAuthority({ ...options, hosts: ['localhost'] });
  const stolen = steal(folder, 'stolen', authority);
  const forged = await forge(folder, 'forged', { commonName: 'x', extensions: [...forServers, 'subjectAltName=DNS:localhost'], signer: stolen });
  const port = await serveTls(t, read(forged));
  const trustFolder = trust(folder, 'trusted', authority.certificatePem);
  for (const client of tlsClients) {
    await t.test(client.name, { skip: client.skip }, async () => assert.equal(await client.ask({ host: 'localhost', port, trustFolder }), undefined));
  }
});

test('the authority vouches for servers alone: neither for people, nor for mail', { skip }, async (t) => {
  const folder = newFolder(t);
  const stolen = steal(folder, 'stolen', await makeAuthority({ ...options, hosts: ['ghcr.io'] }));
  for (const [purpose, usage] of [['sslclient', 'clientAuth'], ['smimesign', 'emailProtection']] as const) {
    const { certificate } = await forge(folder, purpose, { commonName: 'owner@example.com', extensions: ['basicConstraints=CA:FALSE', `extendedKeyUsage=${usage}`], signer: stolen });
    const { status, stderr } = await run('openssl', ['verify', '-purpose', purpose, '-CAfile', stolen.certificate, '-no-CApath', '-no-CAstore', certificate]);
    assert.notEqual(status, 0);
    assert.match(stderr, /unsuitable certificate purpose/);
  }
});

test('clients that trust an authority which was replaced go on working, with one rotation after the other, until it is forgotten', async (t) => {
  const folder = newFolder(t);
  const hosts = ['localhost'];
  const first = await makeAuthority({ ...options, hosts });
  const second = await makeSuccessor(first, { ...options, hosts });
  const third = await makeSuccessor(second, { ...options, hosts: [...hosts, 'ghcr.io'] });
  let current = third;
  const { contextFor } = createLeafCertificates({ authority: () => Promise.resolve(current), now: Date.now });
  const port = await serveTls(t, { SNICallback: (host, done) => void contextFor(host).then((context) => done(null, context), done) });
  const trusting = Object.entries({ first, second, third }).map(([name, { certificatePem }]) => trust(folder, name, certificatePem));
  const ask = async (client: (typeof tlsClients)[number]) => Promise.all(trusting.map((trustFolder) => client.ask({ host: 'localhost', port, trustFolder })));
  for (const client of tlsClients) {
    await t.test(`${client.name} trusts any of three`, { skip: client.skip }, async () => assert.deepEqual(await ask(client), [undefined, undefined, undefined]));
  }
  current = await makeAuthority({ ...options, hosts });
  for (const client of tlsClients) {
    await t.test(`${client.name} trusts a forgotten one in vain`, { skip: client.skip }, async () => {
      for (const said of await ask(client)) assert.match(said ?? 'believed', /unable to (get local issuer certificate|verify the first certificate)|x509: certificate signed by unknown authority/);
    });
  }
});
