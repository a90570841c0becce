// Asking an upstream's token service for a token (distribution, "Token Authentication Specification").
import type { Connection } from './connection.ts';
import type { UpstreamCredential } from './credential.port.ts';
import { UpstreamError } from './error.ts';
import { printable, readFailure } from './failure.ts';
import { readAnswer } from './read-body.ts';
import type { UpstreamToken } from './token-cache.ts';

export interface TokenRequest {
  readonly registry: string;
  readonly connection: Pick<Connection, 'send'>;
  /** Checked by `parseRealm`. */
  readonly realm: URL;
  readonly service: string | undefined;
  /** One or several, separated by spaces. */
  readonly scope: string;
  readonly credential: UpstreamCredential | undefined;
  readonly now: () => number;
  readonly signal: AbortSignal;
}

const KiB = 1024;
const tokenLengthMax = 32 * KiB;
const defaultLifetimeSeconds = 60;
const lifetimeSecondsMax = 3600;

/** Asks for a token, with the credential as Basic when there is one. @throws UpstreamError */
export async function requestToken({ registry, connection, realm, service, scope, credential, now, signal }: TokenRequest): Promise<UpstreamToken> {
  const url = new URL(realm);
  if (service !== undefined) url.searchParams.set('service', service);
  for (const part of scope.split(' ').filter((text) => text !== '')) url.searchParams.append('scope', part);
  if (credential !== undefined) url.searchParams.set('account', credential.username);
  const askedAtMs = now();
  const headers = { accept: 'application/json', ...(credential === undefined ? {} : { authorization: formatBasic(credential) }) };
  const answer = await connection.send({ url, method: 'GET', headers, signal });
  if (answer.status !== 200) throw await readFailure(answer, { registry, what: `its token service at ${url.host}`, nowMs: now() });
  const body = await readAnswer(answer, { registry, what: 'token answer', maxBytes: 64 * KiB });
  const { token, lifetimeSeconds } = parseTokenAnswer(body.toString('utf8'), registry);
  return { token, expiresAtMs: askedAtMs + lifetimeSeconds * 1000 };
}

/**
 * Reads the realm of a challenge. A credential goes there, so it must be https, or http where the upstream itself is http.
 * @throws UpstreamError `bad-response`
 */
export function parseRealm(realm: string | undefined, upstream: URL, registry: string): URL {
  const url = realm === undefined ? null : URL.parse(realm);
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && upstream.protocol === 'http:');
  if (url === null || !isSafe || url.username !== '' || url.password !== '') {
    const shown = printable(realm ?? '') ?? 'no address';
    throw new UpstreamError({ kind: 'bad-response', registry, problem: `names a token service that cannot be trusted with a credential (${shown})` });
  }
  return url;
}

/** An Authorization header of the Basic scheme (RFC 7617). */
export function formatBasic({ username, password }: UpstreamCredential): string {
  return `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`;
}

function parseTokenAnswer(text: string, registry: string): { readonly token: string; readonly lifetimeSeconds: number } {
  const bad = (problem: string): UpstreamError => new UpstreamError({ kind: 'bad-response', registry, problem });
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw bad('has a token service whose answer is not JSON');
  }
  if (typeof body !== 'object' || body === null) throw bad('has a token service whose answer is not a JSON object');
  const { token, access_token: accessToken, expires_in: expiresIn } = body as Readonly<Record<string, unknown>>;
  const given = [token, accessToken].find((value) => typeof value === 'string' && value !== '');
  if (typeof given !== 'string' || given.length > tokenLengthMax || !/^[\x21-\x7e]+$/.test(given)) throw bad('has a token service whose answer has no usable token');
  const seconds = typeof expiresIn === 'number' && expiresIn > 0 ? expiresIn : defaultLifetimeSeconds;
  return { token: given, lifetimeSeconds: Math.min(seconds, lifetimeSecondsMax) };
}
