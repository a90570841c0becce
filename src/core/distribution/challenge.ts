// The WWW-Authenticate header: reading an upstream's challenges and writing the gateway's own.

/** One challenge (RFC 9110 section 11.3): scheme and parameter names in lower case; of a repeated parameter the first counts. */
export interface Challenge {
  readonly scheme: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** The parameters of a Bearer challenge (distribution, "Token Authentication Specification"; `error` as RFC 6750 section 3). */
export interface BearerChallenge {
  readonly realm: string;
  readonly service: string;
  readonly scope?: string;
  readonly error?: string;
}

const headerLengthMax = 8192;
const separators = /[\s,]*/y;
const scheme = /[!#$%&'*+.^_`|~0-9A-Za-z-]+(?=[\s,]|$)/y;
const token68 = /\s+[A-Za-z0-9._~+/-]+=*\s*(?=,|$)/y;
// Quoted or, as some registries send addresses, bare.
const parameter = /[\s,]*([!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/y;

/**
 * Reads every challenge of a WWW-Authenticate header, or of several such headers. Never throws: what cannot be read ends
 * the list, and a header over 8 KiB counts as none.
 */
export function parseChallenges(header: string | readonly string[] | undefined): readonly Challenge[] {
  if (header === undefined) return [];
  return (typeof header === 'string' ? [header] : header).flatMap((text) => (text.length > headerLengthMax ? [] : parseHeader(text)));
}

function parseHeader(text: string): readonly Challenge[] {
  const challenges: Challenge[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null) at = pattern.lastIndex;
    return match;
  };
  for (;;) {
    take(separators);
    const name = take(scheme);
    if (name === null) return challenges;
    const parameters = new Map<string, string>();
    if (take(token68) === null) {
      for (let found = take(parameter); found !== null; found = take(parameter)) {
        const key = (found[1] ?? '').toLowerCase();
        const value = found[2]?.replace(/\\(.)/g, '$1') ?? found[3] ?? '';
        if (!parameters.has(key)) parameters.set(key, value);
      }
    }
    challenges.push({ scheme: name[0].toLowerCase(), parameters });
  }
}

/** Writes a Bearer challenge. Whatever the values hold, the header stays one header with these parameters. */
export function formatBearerChallenge({ realm, service, scope, error }: BearerChallenge): string {
  const parameters = { realm, service, scope, error };
  const written = Object.entries(parameters).flatMap(([key, value]) => (value === undefined ? [] : [`${key}="${quotable(value)}"`]));
  return `Bearer ${written.join(',')}`;
}

/** `text` in the characters that RFC 6750 section 3 allows in a quoted value: printable ASCII without `"` and `\`. */
function quotable(text: string): string {
  return text.replaceAll('"', "'").replaceAll('\\', '/').replace(/[^\x20-\x7e]+/g, ' ');
}
