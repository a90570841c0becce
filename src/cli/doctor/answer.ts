// Tells from what a client printed who answered it: the gateway, the registry itself, or nobody.
import type { Resource } from '../../core/policy/access-request.ts';
import type { ClientRun } from './run-client.ts';
import { findGatewaySentence, isPermittedByGateway } from './gateway-sentence.ts';

export type Answer =
  | { readonly kind: 'pulled' }
  /** The gateway refused, in its own words. */
  | { readonly kind: 'gateway'; readonly line: string }
  /** The gateway let it pass, and the registry behind it did not have it. */
  | { readonly kind: 'permitted'; readonly line: string }
  /** The sign-in that the client keeps was refused, and by whom the words do not tell. */
  | { readonly kind: 'sign-in-refused'; readonly line: string }
  /** A registry answered, and not in the gateway's words. */
  | { readonly kind: 'origin'; readonly line: string }
  /** No registry and no gateway: no address, no connection, or a proxy that lets nobody through. `line`: the words that say so. */
  | { readonly kind: 'nothing'; readonly line: string }
  /** A certificate that the client does not trust. */
  | { readonly kind: 'untrusted'; readonly line: string }
  | { readonly kind: 'late'; readonly line: string }
  | { readonly kind: 'unclear'; readonly line: string };

const lineCharactersMax = 300;

const nothingPatterns = [
  /no such host|no suitable address|server misbehaving|name resolution|ENOTFOUND|EAI_AGAIN/i,
  /connection refused|network is unreachable|no route to host|host is down|connection reset|broken pipe/i,
  /i\/o timeout|TLS handshake timeout|deadline exceeded|Client\.Timeout|context canceled while|request canceled/i,
  /proxyconnect|\bEOF\b/,
  // Go's words when a proxy answers CONNECT with anything but 200: the status line's text, and nothing more.
  /(?<=(?:Get|Head) \\?"https:\/\/[^"]+\\?": )(?:Forbidden|Bad Gateway|Proxy Authentication Required|Method Not Allowed|Not Found|Service Unavailable|Gateway Timeout|Misdirected Request)(?="?$)/m,
];

const untrustedPatterns = [/x509:|certificate signed by unknown authority|certificate verify failed|unable to verify the first certificate/i];

/** Words of token services: Docker Hub's, which are the gateway's too, and what only the gateway says (docs/errors.md). */
const signInPatterns = [
  /incorrect username or password|invalid username\/password/i,
  /this \w+ access token (?:was revoked|expired|is deactivated)|this account (?:is deactivated|has a second factor)|this code is wrong or was used|password sign-in is off for people of|no account of that name here|the account of that name here has a password|too many failed sign-ins/,
  /upstream \S+ (?:refused this sign-in|limits sign-ins|could not check this sign-in)/,
];

/** What Docker Hub and other registries say of a repository that is not there or not for everybody, in each client's words. */
const originPatterns = [
  /requested access to the resource is denied/i,
  /repository does not exist or may require/i,
  /manifest unknown|name unknown|repository name not known|MANIFEST_UNKNOWN|NAME_UNKNOWN/i,
  /manifest for \S+ not found/i,
  /\bnot found\b/i,
  /authentication required|insufficient_scope|\bunauthorized\b|\bdenied\b/i,
  /toomanyrequests|too many requests|rate limit/i,
  /(?:unexpected|invalid) status(?: code)?\b/i,
];

/** Reads what a pull of `resource` came to. */
export function readAnswer(run: ClientRun, resource: Resource): Answer {
  if (run.status === 0) return { kind: 'pulled' };
  const printed = `${run.stdout}\n${run.stderr}`;
  const sentence = findGatewaySentence(printed, resource);
  if (sentence !== undefined) {
    // Who is told of a refusal by a mirror and goes on prints both, in either order.
    const other = attemptsIn(printed).find((attempt) => findGatewaySentence(attempt, resource) === undefined && isOrigins(attempt));
    return other === undefined ? { kind: 'gateway', line: shorten(sentence) } : { kind: 'origin', line: `${shorten(other)} (the gateway, too, was asked, and refused)` };
  }
  const line = lastLine(run.stderr === '' ? run.stdout : run.stderr);
  if (signInPatterns.some((pattern) => pattern.test(printed))) return { kind: 'sign-in-refused', line };
  if (isPermittedByGateway(printed, resource)) return { kind: 'permitted', line };
  if (run.isLate) return { kind: 'late', line };
  if (untrustedPatterns.some((pattern) => pattern.test(printed))) return { kind: 'untrusted', line };
  const silence = nothingPatterns.map((pattern) => pattern.exec(printed)?.[0]).find((found) => found !== undefined);
  if (silence !== undefined) return { kind: 'nothing', line: silence };
  if (isOrigins(printed)) return { kind: 'origin', line };
  return { kind: 'unclear', line };
}

function isOrigins(text: string): boolean {
  return originPatterns.some((pattern) => pattern.test(text));
}

/** What is told of each host that was asked: containerd has a line for each, podman and skopeo have the mirrors in parentheses. */
function attemptsIn(printed: string): readonly string[] {
  return printed.split(/\n|\\n|\(Mirrors also failed: \[|\] \[|\]\): /);
}

/** The client's last line: its error. */
function lastLine(printed: string): string {
  return shorten(printed.trimEnd().split('\n').at(-1) ?? '');
}

/** What a person wants to read of a line: without what a log puts around it, and not without end. */
function shorten(text: string): string {
  const bare = text.trim().replace(/^time="[^"]*" level=\w+ msg="(?:[^"\\]*" error=")?/, '').replace(/^Error response from daemon: /, '');
  const line = bare.replace(/(?:: authorization failed)?" \w+=\S.*$/, '').replace(/\\"/g, '"').replace(/"$/, (mark) => ((bare.match(/"/g) ?? []).length % 2 === 1 ? '' : mark));
  return line.length <= lineCharactersMax ? line : `${line.slice(0, lineCharactersMax)}...`;
}
