// The forms that settings take as text.
import { isIP } from 'node:net';

/** `HOST:PORT`; an IPv6 host in brackets; port 0 lets the system choose. */
export function parseListenAddress(text: string): { readonly host: string; readonly port: number } | undefined {
  const match = /^(?:\[([0-9a-fA-F:.]+)\]|([^:\s/[\]]+)):([0-9]{1,5})$/.exec(text);
  const host = match?.[1] ?? match?.[2];
  const port = Number(match?.[3]);
  return host !== undefined && port <= 65_535 ? { host, port } : undefined;
}

/** An http or https origin: no path, query, fragment or credentials. */
export function isOrigin(text: string): boolean {
  const url = URL.parse(text);
  return url !== null
    && (url.protocol === 'http:' || url.protocol === 'https:')
    && (url.pathname === '/' || url.pathname === '')
    && url.search === '' && url.hash === '' && url.username === '' && url.password === '';
}

/** An address at which nobody on the way can answer: TLS, or this machine itself. */
export function isSafeAddress(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && (url.protocol === 'https:' || ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname));
}

/** The name by which images of a registry are asked for: a host name with a dot, or `localhost`, in lower case. Docker Hub's is `docker.io` alone. */
export function isRegistryName(text: string): boolean {
  if (text !== 'docker.io' && text.endsWith('.docker.io')) return false;
  return /^(?=.{1,253}$)(?:localhost|[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+)(?::[0-9]{1,5})?$/.test(text);
}

const labels = '(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+';
const hostName = new RegExp(`^${labels}$`);
const hostPattern = new RegExp(`^(?:\\*\\.)?${labels}$`);

/** A DNS name with a dot in it, in lower case; no address, no port. */
export function isHostName(text: string): boolean {
  return hostName.test(text) && isIP(text) === 0;
}

/** A host name, or `*.` before one for every name below it. */
export function isHostPattern(text: string): boolean {
  return hostPattern.test(text) && isIP(text) === 0;
}

/** An IP address, or a network in CIDR notation. */
export function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const family = isIP(address);
  return family !== 0 && rest.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128)));
}

const byteUnits: Readonly<Record<string, number>> = { '': 1, B: 1, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30, TiB: 2 ** 40, KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 };

/** Bytes of `50GiB`, `1.5TB` or `1048576`; undefined for what is no size, or none above 1 MiB: too small for any use. */
export function parseByteSize(text: string): number | undefined {
  const [, number, unit] = /^\s*(\d{1,9}(?:\.\d{1,3})?|\d{1,15})\s*([KMGT]i?B|B|)\s*$/.exec(text) ?? [];
  if (number === undefined) return undefined;
  const bytes = Math.floor(Number(number) * (byteUnits[unit ?? ''] ?? Number.NaN));
  return bytes >= 2 ** 20 ? bytes : undefined;
}

/** `smtps://HOST[:PORT]`, or `smtp://HOST[:PORT]` for STARTTLS: nothing else beside them. */
export function isMailServer(text: string): boolean {
  return /^smtps?:\/\/(?:\[[0-9a-fA-F:.]+\]|[A-Za-z0-9.-]+)(?::[0-9]{1,5})?$/.test(text) && URL.canParse(text);
}

/** `pullgate@example.com`, or `Pullgate <pullgate@example.com>`. */
export function isMailSender(text: string): boolean {
  return /^(?:[^<>",;\p{Cc}]{1,100} <[^\s<>@,;"]+@[^\s<>@,;"]+>|[^\s<>@,;"]+@[^\s<>@,;"]+)$/u.test(text);
}
