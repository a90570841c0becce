// It is no open proxy: CONNECT to port 443 of listed hosts, with one name in CONNECT, TLS and Host.
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import test from 'node:test';
import { ask, get, openListeners } from './open-listeners.ts';

const first = (answer: string): string => answer.split('\r\n', 1)[0] ?? '';

test('a registry host is answered, with a certificate for just that host, and the gateway knows for which registry', async (context) => {
  const { open, begin, seen } = await openListeners(context);
  for (const [host, registry, tokenHost] of [['registry-1.docker.io', 'docker.io', 'auth.docker.io'], ['auth.docker.io', 'docker.io', 'auth.docker.io'], ['ghcr.io', 'ghcr.io', 'ghcr.io']] as const) {
    const { socket, head } = await open(`${host}:443`);
    assert.match(head, /^HTTP\/1\.1 200 /);
    const secured = await begin(socket, host);
    assert.equal(secured.getPeerCertificate().subjectaltname, `DNS:${host}`);
    assert.match(await ask(secured, get(host)), /^HTTP\/1\.1 200 OK[^]*answered/);
    assert.deepEqual(seen.at(-1), { url: '/v2/', takeover: { registry, host, tokenHost }, clientAddress: '127.0.0.1' });
  }
});

test('TLS may be begun together with CONNECT, and case and the dot of the root make no other host', async (context) => {
  const { connectPort, open, begin, seen } = await openListeners(context);
  assert.ok(connectPort > 0);
  const { socket } = await open('Registry-1.Docker.IO.:443');
  assert.match(await ask(await begin(socket, 'REGISTRY-1.docker.io'), get('Registry-1.docker.io:443')), /^HTTP\/1\.1 200/);
  assert.equal(seen.length, 1);
});

const refused: readonly { readonly target: string; readonly line: RegExp }[] = [
  { target: 'quay.io:443', line: /^HTTP\/1\.1 403 pullgate refuses connections to quay\.io: it is no registry of this gateway/ },
  { target: 'registry-1.docker.io:80', line: /^HTTP\/1\.1 403 pullgate refuses connections to port 80 of registry-1\.docker\.io: only port 443/ },
  { target: 'registry-1.docker.io:22', line: /^HTTP\/1\.1 403 .*port 22/ },
  { target: 'allowed.example:8443', line: /^HTTP\/1\.1 403 .*port 8443/ },
  { target: '127.0.0.1:443', line: /^HTTP\/1\.1 403 .*no address/ },
  { target: '[::1]:443', line: /^HTTP\/1\.1 403 .*no address/ },
  { target: '169.254.169.254:443', line: /^HTTP\/1\.1 403 .*no address/ },
  { target: '2130706433:443', line: /^HTTP\/1\.1 403 .*no address/ },
  { target: 'localhost:443', line: /^HTTP\/1\.1 403 .*no registry/ },
  { target: 'internal.allowed.example:443', line: /^HTTP\/1\.1 403 .*private, loopback or otherwise special network/ },
];

for (const { target, line } of refused) {
  test(`CONNECT ${target} is refused, with the reason where clients print it`, async (context) => {
    const { open, dialled } = await openListeners(context, { tunnelHosts: ['allowed.example', '*.allowed.example'], resolve: (host) => (host.startsWith('internal.') ? ['10.0.0.5', '::ffff:127.0.0.1'] : ['1.1.1.1']) });
    const { head } = await open(target);
    assert.match(first(head), line);
    assert.deepEqual(dialled, []);
  });
}

test('nothing but CONNECT is served: no absolute address, no path of its own', async (context) => {
  const { connectPort, seen } = await openListeners(context);
  for (const text of ['GET http://example.com/ HTTP/1.1\r\nHost: example.com\r\n\r\n', 'GET http://registry-1.docker.io/v2/ HTTP/1.1\r\nHost: registry-1.docker.io\r\n\r\n', get('registry-1.docker.io'), 'POST https://auth.docker.io/token HTTP/1.1\r\nHost: auth.docker.io\r\nContent-Length: 0\r\n\r\n']) {
    assert.match(await ask(connect(connectPort, '127.0.0.1'), text), /^HTTP\/1\.1 403 this is a proxy of Pullgate, and plain HTTP is not let through/);
  }
  assert.deepEqual(seen, []);
});

test('a CONNECT with a body opens nothing', async (context) => {
  const { connectPort, seen } = await openListeners(context);
  const answer = await ask(connect(connectPort, '127.0.0.1').on('error', () => undefined), 'CONNECT ghcr.io:443 HTTP/1.1\r\nHost: ghcr.io:443\r\nContent-Length: 5\r\n\r\nhello');
  assert.ok(!answer.includes('answered'));
  assert.deepEqual(seen, []);
});

test('TLS must ask for the host that CONNECT named', async (context) => {
  const { open, begin, seen } = await openListeners(context, { tunnelHosts: ['allowed.example'] });
  // Another of the registry hosts is told so, where a person reads it.
  const { socket } = await open('registry-1.docker.io:443');
  assert.match(first(await ask(await begin(socket, 'ghcr.io'), get('ghcr.io'))), /^HTTP\/1\.1 421 the connection was opened to registry-1\.docker\.io, and TLS asked for ghcr\.io/);
  for (const [opened, servername] of [['registry-1.docker.io', 'quay.io'], ['registry-1.docker.io', undefined], ['allowed.example', 'registry-1.docker.io'], ['allowed.example', 'evil.example'], ['allowed.example', undefined]] as const) {
    await assert.rejects(async () => begin((await open(`${opened}:443`)).socket, servername), /unrecognized name/i, `${opened} and ${servername ?? 'no name'}`);
  }
  assert.deepEqual(seen, []);
});

test('Host must be the host of the connection, and the address of the request only its path', async (context) => {
  const { open, begin, seen } = await openListeners(context);
  const requests = [get('ghcr.io'), get('registry-1.docker.io.evil.example'), get('127.0.0.1'), get(''), get('registry-1.docker.io', 'https://ghcr.io/v2/'), get('registry-1.docker.io', 'http://registry-1.docker.io/v2/')];
  for (const text of requests) {
    const { socket } = await open('registry-1.docker.io:443');
    assert.match(first(await ask(await begin(socket, 'registry-1.docker.io'), text)), /^HTTP\/1\.1 421 the (connection|request) /, text);
  }
  const { socket } = await open('registry-1.docker.io:443');
  assert.match(first(await ask(await begin(socket, 'registry-1.docker.io'), 'GET /v2/ HTTP/1.1\r\nConnection: close\r\n\r\n')), /^HTTP\/1\.1 4(00|21) /);
  assert.deepEqual(seen, []);
});

test('no CONNECT inside a connection that was opened', async (context) => {
  const { open, begin } = await openListeners(context);
  const { socket } = await open('registry-1.docker.io:443');
  assert.match(first(await ask(await begin(socket, 'registry-1.docker.io'), 'CONNECT ghcr.io:443 HTTP/1.1\r\nHost: ghcr.io:443\r\n\r\n')), /^HTTP\/1\.1 405 /);
});

test('by TLS server name alone: the hosts are answered, others and none are refused', async (context) => {
  const { tlsPort, begin, seen } = await openListeners(context);
  assert.match(await ask(await begin(connect(tlsPort, '127.0.0.1'), 'ghcr.io'), get('ghcr.io')), /^HTTP\/1\.1 200/);
  assert.deepEqual(seen.at(-1)?.takeover, { registry: 'ghcr.io', host: 'ghcr.io', tokenHost: 'ghcr.io' });
  assert.match(first(await ask(await begin(connect(tlsPort, '127.0.0.1'), 'ghcr.io'), get('auth.docker.io'))), /^HTTP\/1\.1 421 /);
  for (const servername of ['quay.io', 'sub.ghcr.io', undefined]) await assert.rejects(() => begin(connect(tlsPort, '127.0.0.1'), servername), /unrecognized name/i);
  assert.equal(await ask(connect(tlsPort, '127.0.0.1').on('error', () => undefined), get('ghcr.io')), '');
});

test("the client's address is that of its connection, or what a trusted proxy told of it when it was opened: never what is said inside", async (context) => {
  const direct = await openListeners(context);
  const through = await openListeners(context, { trustedProxies: ['127.0.0.0/8'] });
  const inside = 'GET /v2/ HTTP/1.1\r\nHost: ghcr.io\r\nX-Forwarded-For: 198.51.100.66\r\nConnection: close\r\n\r\n';
  for (const [listeners, address] of [[direct, '127.0.0.1'], [through, '198.51.100.1']] as const) {
    const { socket } = await listeners.open('ghcr.io:443', 'X-Forwarded-For: 198.51.100.1\r\n');
    await ask(await listeners.begin(socket, 'ghcr.io'), inside);
    await ask(await listeners.begin(connect(listeners.tlsPort, '127.0.0.1'), 'ghcr.io'), inside);
    assert.deepEqual(listeners.seen.map(({ clientAddress }) => clientAddress), [address, '127.0.0.1']);
  }
});

test('a host that the certificate authority does not permit is refused before TLS, where the reason can be read', async (context) => {
  const { open, begin, tlsPort } = await openListeners(context, { permitted: ['registry-1.docker.io'] });
  const { head } = await open('ghcr.io:443');
  assert.match(first(head), /^HTTP\/1\.1 503 pullgate can make no certificate for ghcr\.io: its administrator finds the reason in its log/);
  await assert.rejects(() => begin(connect(tlsPort, '127.0.0.1'), 'ghcr.io'), /unrecognized name/i);
  (await begin(connect(tlsPort, '127.0.0.1'), 'registry-1.docker.io')).destroy();
});
