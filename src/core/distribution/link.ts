// The Link header that names the next page (OCI distribution spec 1.1, "Listing Tags", "Listing Referrers"; RFC 8288).

/** The next page: `target` is the address as written; `n` and `last` are its query parameters, where it has them. */
export interface NextLink {
  readonly target: string;
  readonly n?: number;
  readonly last?: string;
}

const headerLengthMax = 4096;
// `<address>` and its parameters up to the comma before the next link; quoted values may hold commas.
const link = /[\s,]*<([^<>\s]*)>((?:\s*;\s*[^\s=;,"]+\s*(?:=\s*(?:"[^"]*"|[^\s;,"]*))?)*)/y;

/** Writes the link to the next page: `</v2/a/tags/list?n=10&last=b>; rel="next"`. `path` must be an address path already. */
export function formatNextLink(path: string, query: Readonly<Record<string, string | number>>): string {
  const parameters = Object.entries(query).map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`);
  return `<${path}${parameters.length === 0 ? '' : '?'}${parameters.join('&')}>; rel="next"`;
}

/** Reads the link whose relation is `next`; undefined when there is none that can be read. */
export function parseNextLink(header: string | undefined): NextLink | undefined {
  if (header === undefined || header.length > headerLengthMax) return undefined;
  link.lastIndex = 0;
  for (let match = link.exec(header); match !== null; match = link.exec(header)) {
    const [, target = '', parameters = ''] = match;
    if (/;\s*rel\s*=\s*(?:"(?:[^"]*\s)?next(?:\s[^"]*)?"|next(?=\s|;|$))/i.test(parameters)) return describe(target);
  }
  return undefined;
}

function describe(target: string): NextLink {
  const query = readQuery(target);
  const n = /^\d{1,9}$/.test(query.get('n') ?? '') ? Number(query.get('n')) : undefined;
  const last = query.get('last');
  return { target, ...(n === undefined ? {} : { n }), ...(last === undefined ? {} : { last }) };
}

function readQuery(target: string): ReadonlyMap<string, string> {
  const query = new Map<string, string>();
  const from = target.indexOf('?');
  if (from === -1) return query;
  const [text = ''] = target.slice(from + 1).split('#', 1);
  for (const part of text.split('&')) {
    const equals = part.indexOf('=');
    if (equals <= 0) continue;
    const value = decode(part.slice(equals + 1));
    if (value !== undefined) query.set(part.slice(0, equals), value);
  }
  return query;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}
