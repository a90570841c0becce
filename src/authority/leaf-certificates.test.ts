// What a TLS client sees of a host that is taken over, and whom it believes.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import test from 'node:test';
import type { TestContext } from 'node:test';
import tls from 'node:tls';
import type { StoredAuthority } from './authority.port.ts';
import { createLeafCertificates } from './leaf-certificates.ts';
import type { LeafCertificates } from './leaf-certificates.ts';
import { makeAuthority, makeSuccessor } from './make-authority.ts';
import { makeLeaf } from './make-leaf.ts';
import { generateKeyPair, exportPrivateKey } from './key.ts';
import { HostNotPermitted } from './permitted-host.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const hosts = ['registry-1.docker.io', 'ghcr.io'];
const authority = await makeAuthority({ hosts, installation: 'acme', now: Date.now });

/** The certificate that the client believed, or why it did not. */
interface Seen {
  readonly certificate?: tls.PeerCertificate;
  readonly refusal?: string;
}

/**
 * A TLS server on a free port that presents what `contextFor` gives for the name that it is asked for. The client trusts `ca` alone.
 */
async function serve(t: TestContext, contextFor: LeafCertificates['contextFor']) {
  const server = tls.createServer({ SNICallback: (name, done) => void contextFor(name).then((context) => done(null, context), done) }, (socket) => {
    socket.on('error', () => undefined).end();
  });
  server.on('tlsClientError', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  return async (servername: string, ca: StoredAuthority): Promise<Seen> => {
    const socket = tls.connect({ port, host: '127.0.0.1', servername, ca: ca.certificatePem });
    try {
      await once(socket, 'secureConnect');
      return { certificate: socket.getPeerCertificate() };
    } catch (error) {
      return { refusal: error instanceof Error ? error.message : String(error) };
    } finally {
      socket.destroy();
    }
  };
}

function believed({ certificate, refusal }: Seen): tls.PeerCertificate {
  return certificate ?? assert.fail(refusal);
}

test('a client that trusts the authority gets a certificate for the host alone, for a day, backdated by an hour', async (t) => {
  const connect = await serve(t, createLeafCertificates({ authority: () => Promise.resolve(authority), now: Date.now }).contextFor);
  const seen = believed(await connect('registry-1.docker.io', authority));
  assert.equal(seen.subjectaltname, 'DNS:registry-1.docker.io');
  assert.deepEqual(seen.ext_key_usage, ['1.3.6.1.5.5.7.3.1']);
  const [from, to] = [Date.parse(seen.valid_from), Date.parse(seen.valid_to)];
  assert.equal(to - from, dayMs);
  assert.ok(Math.abs(Date.now() - hourMs - from) < hourMs / 2);
  assert.match(seen.serialNumber, /^01[0-9A-F]{32}$/);
  believed(await connect('ghcr.io', authority));
});

test('no certificate is made for a host that the authority does not permit', async () => {
  const { contextFor } = createLeafCertificates({ authority: () => Promise.resolve(authority), now: Date.now });
  for (const host of ['quay.io', 'docker.io', 'xghcr.io', 'io', '', '127.0.0.1', '::1', 'ghcr.io.', '*.ghcr.io', 'a..ghcr.io']) {
    const isPermitted = host === 'ghcr.io.'; // the same name, written with the root's dot
    if (isPermitted) await contextFor(host);
    else await assert.rejects(contextFor(host), (error) => error instanceof HostNotPermitted && error.message.includes('pullgate ca rotate'), host);
  }
  await contextFor('below.ghcr.io');
});

test('a certificate for another host, signed with the stolen key, is refused by Node', async (t) => {
  const keys = await generateKeyPair();
  for (const [host, refusal] of [['github.com', 'permitted subtree violation'], ['ghcr.io', undefined]] as const) {
    const cert = await makeLeaf({ host, publicKey: keys.publicKey, authority, now: Date.now });
    const connect = await serve(t, () => Promise.resolve(tls.createSecureContext({ cert, key: exportPrivateKey(keys.privateKey) })));
    assert.equal((await connect(host, authority)).refusal, refusal);
  }
});

test('who asks at the same time gets the same certificate, and it is made again before it ends', async () => {
  let nowMs = Date.now();
  const { contextFor } = createLeafCertificates({ authority: () => Promise.resolve(authority), now: () => nowMs });
  const [first, same] = await Promise.all([contextFor('ghcr.io'), contextFor('GHCR.io')]);
  assert.equal(first, same);
  nowMs += 16 * hourMs;
  assert.equal(await contextFor('ghcr.io'), first);
  nowMs += 2 * hourMs;
  assert.notEqual(await contextFor('ghcr.io'), first);
});

test('however many hosts are asked for, only so many certificates are kept', async () => {
  const { contextFor } = createLeafCertificates({ authority: () => Promise.resolve(authority), now: Date.now });
  const first = await contextFor('ghcr.io');
  for (let n = 0; n < 63; n += 1) await contextFor(`a${String(n)}.ghcr.io`);
  assert.equal(await contextFor('ghcr.io'), first);
  await contextFor('one-more.ghcr.io');
  assert.notEqual(await contextFor('ghcr.io'), first);
});

test('a failure is not remembered', async () => {
  let fails = true;
  const { contextFor } = createLeafCertificates({ authority: () => Promise.resolve(fails ? { ...authority, privateKeyPem: 'none' } : authority), now: Date.now });
  await assert.rejects(contextFor('ghcr.io'));
  fails = false;
  await contextFor('ghcr.io');
});

test('after a rotation who trusts any of the last four authorities is served, with one chain, and who trusts an older one is not', async (t) => {
  const options = { hosts, installation: 'acme', now: Date.now };
  const generations = [authority];
  let current = authority;
  const connect = await serve(t, createLeafCertificates({ authority: () => Promise.resolve(current), now: Date.now }).contextFor);
  for (let rotation = 0; rotation < 4; rotation += 1) {
    current = await makeSuccessor(current, options);
    generations.unshift(current);
    const trusting = await Promise.all(generations.map((each) => connect('ghcr.io', each)));
    assert.deepEqual(trusting.map(({ refusal }) => refusal === undefined), generations.map((_, age) => age < 4), `rotation ${String(rotation)}: ${JSON.stringify(trusting.map(({ refusal }) => refusal))}`);
  }
  current = await makeAuthority(options);
  assert.match((await connect('ghcr.io', generations[0] ?? authority)).refusal ?? '', /^unable to verify the first certificate/);
});

test('a replaced authority opens nothing that it did not permit itself', async (t) => {
  const next = await makeSuccessor(authority, { hosts: [...hosts, 'quay.io'], installation: 'acme', now: Date.now });
  const connect = await serve(t, createLeafCertificates({ authority: () => Promise.resolve(next), now: Date.now }).contextFor);
  believed(await connect('quay.io', next));
  assert.equal((await connect('quay.io', authority)).refusal, 'permitted subtree violation');
  believed(await connect('ghcr.io', authority));
});

test('an authority that has ended is neither used nor vouched for', async (t) => {
  const longAgo = await makeAuthority({ hosts, installation: 'acme', now: () => Date.now() - 3654 * dayMs });
  const { contextFor } = createLeafCertificates({ authority: () => Promise.resolve(longAgo), now: Date.now });
  await assert.rejects(contextFor('ghcr.io'), /^AuthorityExpired: the certificate authority expired at .*: make another with pullgate ca rotate/);
  const next = await makeSuccessor(longAgo, { hosts, installation: 'acme', now: Date.now });
  assert.deepEqual(next.former, []);
  const ending = { ...next, former: [{ certificatePem: longAgo.certificatePem, permittedHosts: hosts, successorPem: 'not sent' }] };
  const connect = await serve(t, createLeafCertificates({ authority: () => Promise.resolve(ending), now: Date.now }).contextFor);
  believed(await connect('ghcr.io', next));
});
