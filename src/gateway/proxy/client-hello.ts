// Reads the server name from the first bytes of a TLS connection, so that it can be decided who is to answer it. Pure.

/** What the bytes so far say. `incomplete`: more are needed. `not-tls`: no TLS ClientHello, or one that cannot be read. */
export type ClientHello =
  | { readonly kind: 'hello'; /** In lower case; undefined where none was sent. */ readonly serverName: string | undefined }
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'not-tls' };

const KiB = 1024;
/** Ordinary ones have half a KiB, those with post-quantum keys two. */
export const clientHelloBytesMax = 16 * KiB;

const recordHeaderBytes = 5;
const recordBytesMax = 16 * KiB;
const handshakeHeaderBytes = 4;
const handshakeRecord = 22;
const clientHelloMessage = 1;
const serverNameExtension = 0;
const hostNameType = 0;
const hostGrammar = /^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*$/;

const notTls: ClientHello = { kind: 'not-tls' };
const incomplete: ClientHello = { kind: 'incomplete' };

/** RFC 8446 sections 4.1.2 and 5.1, RFC 6066 section 3. `bytes`: all that has come, from the first byte on. Never throws. */
export function parseClientHello(bytes: Buffer): ClientHello {
  const message = joinRecords(bytes);
  if (message === undefined) return notTls;
  if (message.length > 0 && message[0] !== clientHelloMessage) return notTls;
  if (message.length < handshakeHeaderBytes) return incomplete;
  const length = message.readUIntBE(1, 3);
  if (length > clientHelloBytesMax) return notTls;
  if (message.length < handshakeHeaderBytes + length) return incomplete;
  return readHello(message.subarray(handshakeHeaderBytes, handshakeHeaderBytes + length));
}

/** The handshake bytes of the records, the last of which may be there in part. Undefined when one is no handshake record. */
function joinRecords(bytes: Buffer): Buffer | undefined {
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    if (bytes[at] !== handshakeRecord) return undefined;
    // The version of a record: 3.0 to 3.4, whatever the TLS version.
    if (at + 1 < bytes.length && bytes[at + 1] !== 3) return undefined;
    if (at + recordHeaderBytes > bytes.length) break;
    const length = bytes.readUInt16BE(at + 3);
    if (length === 0 || length > recordBytesMax) return undefined;
    pieces.push(bytes.subarray(at + recordHeaderBytes, at + recordHeaderBytes + length));
    at += recordHeaderBytes + length;
    // What comes after the ClientHello is none of this parser's business.
    if (isWhole(pieces)) break;
  }
  return Buffer.concat(pieces);
}

function isWhole(pieces: readonly Buffer[]): boolean {
  const message = pieces.length === 1 ? pieces[0] : Buffer.concat(pieces);
  return message !== undefined && message.length >= handshakeHeaderBytes && message.length >= handshakeHeaderBytes + message.readUIntBE(1, 3);
}

/** Takes bytes from the front; undefined once there are too few. */
interface Cursor {
  readonly number: (bytes: 1 | 2) => number | undefined;
  readonly take: (bytes: number | undefined) => Buffer | undefined;
  readonly isAtEnd: () => boolean;
}

function cursorOver(bytes: Buffer): Cursor {
  let at = 0;
  const take = (count: number | undefined): Buffer | undefined => {
    if (count === undefined || at + count > bytes.length) return undefined;
    at += count;
    return bytes.subarray(at - count, at);
  };
  return { take, number: (count) => take(count)?.readUIntBE(0, count), isAtEnd: () => at === bytes.length };
}

/** Version, random, session id, cipher suites, compression methods, extensions. */
function readHello(body: Buffer): ClientHello {
  const cursor = cursorOver(body);
  const isReadable = cursor.take(2 + 32) !== undefined && cursor.take(cursor.number(1)) !== undefined && cursor.take(cursor.number(2)) !== undefined && cursor.take(cursor.number(1)) !== undefined;
  if (!isReadable) return notTls;
  // TLS 1.2 and older may end here.
  if (cursor.isAtEnd()) return { kind: 'hello', serverName: undefined };
  const extensions = cursor.take(cursor.number(2));
  return extensions === undefined || !cursor.isAtEnd() ? notTls : readExtensions(extensions);
}

function readExtensions(bytes: Buffer): ClientHello {
  const cursor = cursorOver(bytes);
  let serverName: string | undefined;
  while (!cursor.isAtEnd()) {
    const type = cursor.number(2);
    const content = cursor.take(cursor.number(2));
    if (type === undefined || content === undefined) return notTls;
    if (type !== serverNameExtension) continue;
    // RFC 8446 section 4.2: not twice.
    if (serverName !== undefined) return notTls;
    serverName = readServerName(content);
    if (serverName === undefined) return notTls;
  }
  return { kind: 'hello', serverName };
}

/** One name of the type host_name: RFC 6066 knows no other type, and wants no two of a type. */
function readServerName(content: Buffer): string | undefined {
  const cursor = cursorOver(content);
  const list = cursor.take(cursor.number(2));
  if (list === undefined || !cursor.isAtEnd()) return undefined;
  const names = cursorOver(list);
  if (names.number(1) !== hostNameType) return undefined;
  const name = names.take(names.number(2))?.toString('latin1').toLowerCase();
  return name !== undefined && names.isAtEnd() && hostGrammar.test(name) ? name : undefined;
}
