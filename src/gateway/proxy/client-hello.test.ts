// The name that a connection is decided by is the one in its ClientHello, and no bytes whatever make the reader fail.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import test from 'node:test';
import { connect } from 'node:tls';
import fc from 'fast-check';
import { clientHelloBytesMax, parseClientHello } from './client-hello.ts';

/** The first bytes that node's own TLS client sends. */
async function helloOf(options: { readonly servername?: string; readonly minVersion?: 'TLSv1.3'; readonly maxVersion?: 'TLSv1.2'; readonly ALPNProtocols?: string[] }): Promise<Buffer> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = connect({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', ...options });
  client.on('error', () => undefined);
  const [socket] = (await once(server, 'connection')) as [Socket];
  const [bytes] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  client.destroy();
  server.close();
  return bytes;
}

for (const options of [{}, { minVersion: 'TLSv1.3' }, { maxVersion: 'TLSv1.2' }, { ALPNProtocols: ['h2', 'http/1.1'] }] as const) {
  test(`a real ClientHello (${JSON.stringify(options)}) tells its name, whole, with more behind it, and in records of any size`, async () => {
    const bytes = await helloOf({ servername: 'Registry-1.Docker.IO', ...options, ...('ALPNProtocols' in options ? { ALPNProtocols: [...options.ALPNProtocols] } : {}) } as Parameters<typeof helloOf>[0]);
    const expected = { kind: 'hello', serverName: 'registry-1.docker.io' };
    assert.deepEqual(parseClientHello(bytes), expected);
    assert.deepEqual(parseClientHello(Buffer.concat([bytes, Buffer.from('whatever follows')])), expected);
    for (const size of [1, 3, 4, 5, 100]) assert.deepEqual(parseClientHello(inRecords(bytes.subarray(5), size)), expected, `records of ${size}`);
    for (let length = 0; length < bytes.length; length += 1) assert.deepEqual(parseClientHello(bytes.subarray(0, length)), { kind: 'incomplete' }, `${length} bytes`);
  });
}

function inRecords(message: Buffer, size: number): Buffer {
  const records: Buffer[] = [];
  for (let at = 0; at < message.length; at += size) {
    const piece = message.subarray(at, at + size);
    records.push(Buffer.from([22, 3, 1, piece.length >> 8, piece.length & 255]), piece);
  }
  return Buffer.concat(records);
}

test('a ClientHello without a name has none', async () => {
  assert.deepEqual(parseClientHello(await helloOf({})), { kind: 'hello', serverName: undefined });
});

interface Hello {
  readonly extensions?: readonly { readonly type: number; readonly content: Buffer }[];
}

function numbered(bytes: 1 | 2 | 3, content: Buffer): Buffer {
  const length = Buffer.alloc(bytes);
  length.writeUIntBE(content.length, 0, bytes);
  return Buffer.concat([length, content]);
}

function build({ extensions }: Hello): Buffer {
  const listed = (extensions ?? []).map(({ type, content }) => Buffer.concat([Buffer.from([type >> 8, type & 255]), numbered(2, content)]));
  const body = Buffer.concat([Buffer.alloc(34, 3), numbered(1, Buffer.alloc(32)), numbered(2, Buffer.from([19, 1])), numbered(1, Buffer.from([0])), ...(extensions === undefined ? [] : [numbered(2, Buffer.concat(listed))])]);
  return inRecords(Buffer.concat([Buffer.from([1]), numbered(3, body)]), 16_000);
}

interface Name {
  readonly type?: number;
  readonly name: string;
}

const names = (...list: readonly Name[]): Buffer => numbered(2, Buffer.concat(list.map(({ type = 0, name }) => Buffer.concat([Buffer.from([type]), numbered(2, Buffer.from(name, 'latin1'))]))));
const named = (...list: readonly Name[]): Buffer => build({ extensions: [{ type: 10, content: Buffer.from([0, 2, 0, 29]) }, { type: 0, content: names(...list) }] });

test('extensions may be missing, and the name may stand after others', () => {
  assert.deepEqual(parseClientHello(build({})), { kind: 'hello', serverName: undefined });
  assert.deepEqual(parseClientHello(named({ name: 'auth.docker.io' })), { kind: 'hello', serverName: 'auth.docker.io' });
});

const refused: readonly { readonly what: string; readonly bytes: Buffer }[] = [
  { what: 'plain HTTP', bytes: Buffer.from('GET / HTTP/1.1\r\n') },
  { what: 'an alert', bytes: Buffer.from([21, 3, 1, 0, 2, 2, 40]) },
  { what: 'SSL 2', bytes: Buffer.from([0x80, 0x2e, 1, 3, 1]) },
  { what: 'another version of records', bytes: Buffer.from([22, 2, 0, 0, 5]) },
  { what: 'a record without content', bytes: Buffer.from([22, 3, 1, 0, 0]) },
  { what: 'a record that is too long', bytes: Buffer.from([22, 3, 1, 0xff, 0xff]) },
  { what: 'a ServerHello', bytes: Buffer.from([22, 3, 1, 0, 4, 2, 0, 0, 0]) },
  { what: 'a message that is announced too long', bytes: Buffer.from([22, 3, 1, 0, 4, 1, 0xff, 0xff, 0xff]) },
  { what: 'two names', bytes: named({ name: 'auth.docker.io' }, { name: 'evil.example' }) },
  { what: 'the extension twice', bytes: build({ extensions: [{ type: 0, content: names({ name: 'a.example' }) }, { type: 0, content: names({ name: 'b.example' }) }] }) },
  { what: 'a name of another type', bytes: named({ type: 1, name: 'auth.docker.io' }) },
  { what: 'an empty name', bytes: named({ name: '' }) },
  { what: 'no name in the list', bytes: named() },
  { what: 'a name with NUL', bytes: named({ name: 'auth.docker.io\0.evil.example' }) },
  { what: 'a name with a space', bytes: named({ name: 'auth docker.io' }) },
  { what: 'a name with the dot of the root', bytes: named({ name: 'auth.docker.io.' }) },
  { what: 'a name with bytes above ASCII', bytes: named({ name: 'auth.d\u00f6cker.io' }) },
  { what: 'a name that is too long', bytes: named({ name: `${'a'.repeat(250)}.docker.io` }) },
  { what: 'an extension that goes beyond its list', bytes: build({ extensions: [{ type: 0, content: Buffer.from([0, 99, 0, 0, 1, 65]) }] }) },
];

for (const { what, bytes } of refused) {
  test(`refused: ${what}`, () => assert.deepEqual(parseClientHello(bytes), { kind: 'not-tls' }));
}

test('no bytes make it fail, and none make it wait for more than its limit', async () => {
  const real = await helloOf({ servername: 'auth.docker.io' });
  const damaged = fc.array(fc.record({ at: fc.nat(real.length - 1), value: fc.nat(255) }), { maxLength: 12 }).map((changes) => {
    const bytes = Buffer.from(real);
    for (const { at, value } of changes) bytes[at] = value;
    return bytes;
  });
  const cut = fc.tuple(damaged, fc.nat(real.length)).map(([bytes, length]) => bytes.subarray(0, length));
  const any = fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes));
  const anyRecord = any.map((bytes) => Buffer.concat([Buffer.from([22, 3, 3, bytes.length >> 8, bytes.length & 255, 1]), bytes]));
  const tooMuch = inRecords(Buffer.alloc(2 * clientHelloBytesMax, 1), 16_000);
  fc.assert(
    fc.property(fc.oneof(cut, damaged, any, anyRecord), (bytes) => {
      const hello = parseClientHello(bytes);
      if (hello.kind === 'hello' && hello.serverName !== undefined) assert.match(hello.serverName, /^[a-z0-9._-]{1,253}$/);
      assert.notEqual(parseClientHello(Buffer.concat([bytes, tooMuch])).kind, 'incomplete');
    }),
    { numRuns: 500 },
  );
});
