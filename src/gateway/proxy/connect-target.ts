// What a CONNECT request asks to be opened.

export type ConnectTarget =
  | { readonly kind: 'host'; /** In lower case, without the root's dot. */ readonly host: string; readonly port: number }
  /** An IP address, or what is no target at all. */
  | { readonly kind: 'no-host' };

const authority = /^(?=.{1,260}$)([A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?)\.?:([0-9]{1,5})$/;
/** RFC 3986: what ends in a label of digits, decimal or hexadecimal, is read as an IPv4 address by some resolver or other. */
const addressLike = /(?:^|\.)(?:[0-9]+|0x[0-9a-f]*)$/;

/** RFC 9112 section 3.2.3: `host:port`, undecoded. */
export function parseConnectTarget(text: string): ConnectTarget {
  const [, name, digits] = authority.exec(text) ?? [];
  const host = name?.toLowerCase();
  const port = Number(digits);
  if (host === undefined || host.includes('..') || addressLike.test(host) || port > 65_535) return { kind: 'no-host' };
  return { kind: 'host', host, port };
}
