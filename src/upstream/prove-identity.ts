// Whether a person's name and secret are right, by upstream's own word (distribution, "Token Authentication Specification"; RFC 7617 where it has no tokens).
import { randomBytes, randomUUID } from 'node:crypto';
import { parseChallenges } from '../core/distribution/challenge.ts';
import type { Connection } from './connection.ts';
import type { UpstreamCredential } from './credential.port.ts';
import { UpstreamError } from './error.ts';
import { readFailure } from './failure.ts';
import { drainAnswer } from './read-body.ts';
import { formatBasic, parseRealm, requestToken } from './request-token.ts';
import { retry } from './retry.ts';
import type { IdentityAnswer, IdentityQuestion, PersonIdentity } from './upstream-registry.ts';

const secondMs = 1000;
const minuteMs = 60 * secondMs;
/** Docker waits 15 s for a sign-in: ours has to have its answer before. */
const answerTimeoutMs = 10 * secondMs;
/** So long what upstream said of a person is not older than the rest of what we act on, whatever upstream's tokens live. */
const identityLastsMs = 5 * minuteMs;
const challengeLastsMs = 5 * minuteMs;
/** Docker Hub's have 2500 to 4000 characters; clients send it, encrypted, in a header. */
const tokenCharactersMax = 8192;

export interface ProveIdentityOptions {
  readonly registry: string;
  /** The upstream's own address. */
  readonly address: URL;
  readonly connection: Pick<Connection, 'send'>;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  /** For the whole answer; 10 s unless given. */
  readonly timeoutMs?: number;
}

/** How upstream wants to be signed in to. */
type SignInWay = { readonly kind: 'bearer'; readonly realm: URL; readonly service: string | undefined } | { readonly kind: 'basic' };

type Proven = Extract<IdentityAnswer, { kind: 'proven' }>;

/**
 * Makes the question. A "yes" counts only from an upstream that has said "no" to a name and a secret that nobody has: some token services answer
 * everybody alike, and would let anybody in as anybody.
 */
export function createProveIdentity(options: ProveIdentityOptions): (question: IdentityQuestion) => Promise<IdentityAnswer> {
  const { registry, now, timeoutMs = answerTimeoutMs } = options;
  const findWay = createFindWay(options);
  const prove = createProve(options);
  let isTrusted = false;

  const trust = async (way: SignInWay, signal: AbortSignal): Promise<void> => {
    if (isTrusted) return;
    const nobody = { username: `x${randomBytes(12).toString('hex')}`, password: randomBytes(24).toString('base64url') };
    const answer = await prove(way, { ...nobody, scopes: [], signal }).catch(tellApart);
    if (answer.kind === 'proven') throw bad(registry, 'signs in names and secrets that do not exist, so that it proves nothing: set identity.upstream to another registry');
    if (answer.kind === 'away') throw bad(registry, `could not be tried out: it ${answer.problem}`);
    isTrusted = true;
  };

  return async (question) => {
    // It would end the name in the Basic scheme.
    if (question.username.includes(':') || question.password === '') return { kind: 'wrong' };
    const late = AbortSignal.timeout(timeoutMs);
    const signal = AbortSignal.any([question.signal, late]);
    const once = async (): Promise<Proven> => {
      const way = await findWay(signal);
      const proven = await prove(way, { ...question, signal });
      await trust(way, signal);
      return proven;
    };
    try {
      return await retry(once, { budgetMs: timeoutMs, now, signal });
    } catch (error) {
      question.signal.throwIfAborted();
      if (late.aborted) return { kind: 'away', problem: `did not answer within ${timeoutMs / secondMs} s`, isRateLimit: false };
      return tellApart(error);
    }
  };
}

/** Has upstream say how to sign in, and believes it for a while. */
function createFindWay({ registry, address, connection, now }: ProveIdentityOptions): (signal: AbortSignal) => Promise<SignInWay> {
  let known: { readonly way: SignInWay; readonly untilMs: number } | undefined;
  return async (signal) => {
    if (known !== undefined && now() < known.untilMs) return known.way;
    const answer = await connection.send({ url: pingUrl(address), method: 'GET', headers: {}, signal });
    if (answer.status === 200) {
      await drainAnswer(answer);
      throw bad(registry, 'asks nobody to sign in, so that it proves nothing: set identity.upstream to another registry');
    }
    if (answer.status !== 401) throw await readFailure(answer, { registry, what: 'its sign-in', nowMs: now() });
    const challenges = parseChallenges(answer.headers['www-authenticate']);
    await drainAnswer(answer);
    const bearer = challenges.find(({ scheme }) => scheme === 'bearer');
    if (bearer === undefined && !challenges.some(({ scheme }) => scheme === 'basic')) throw bad(registry, 'does not say how to sign in');
    const way: SignInWay =
      bearer === undefined ? { kind: 'basic' } : { kind: 'bearer', realm: parseRealm(bearer.parameters.get('realm'), address, registry), service: bearer.parameters.get('service') };
    known = { way, untilMs: now() + challengeLastsMs };
    return way;
  };
}

/** Asks once. @throws UpstreamError, `refused` with status 401 for what is not right */
function createProve({ registry, address, connection, now }: ProveIdentityOptions): (way: SignInWay, question: IdentityQuestion) => Promise<Proven> {
  const provenAs = (scheme: PersonIdentity['scheme'], token: string, expiresAtMs: number): Proven => {
    if (token.length > tokenCharactersMax) throw bad(registry, `gave a token of ${token.length} characters, more than clients can carry (${tokenCharactersMax})`);
    return { kind: 'proven', identity: { kind: 'person', key: randomUUID(), scheme, token }, expiresAtMs: Math.min(expiresAtMs, now() + identityLastsMs) };
  };
  const withBasic = async (credential: UpstreamCredential, signal: AbortSignal): Promise<Proven> => {
    const authorization = formatBasic(credential);
    const answer = await connection.send({ url: pingUrl(address), method: 'GET', headers: { authorization }, signal });
    if (answer.status !== 200) throw await readFailure(answer, { registry, what: 'its sign-in', nowMs: now() });
    await drainAnswer(answer);
    return provenAs('basic', authorization.slice('Basic '.length), now() + identityLastsMs);
  };
  return async (way, { username, password, scopes, signal }) => {
    const credential = { username, password };
    if (way.kind === 'basic') return withBasic(credential, signal);
    const { token, expiresAtMs } = await requestToken({ registry, connection, realm: way.realm, service: way.service, scope: scopes.join(' '), credential, now, signal });
    return provenAs('bearer', token, expiresAtMs);
  };
}

/** What upstream meant by failing. @throws whatever is no failure of upstream's */
function tellApart(error: unknown): Exclude<IdentityAnswer, Proven> {
  if (!(error instanceof UpstreamError)) throw error;
  const { kind, status, problem, retryAfterSeconds, upstreamMessage } = error;
  const message = upstreamMessage === undefined ? {} : { message: upstreamMessage };
  if (kind === 'refused') return status === 401 ? { kind: 'wrong' } : { kind: 'refused', ...message };
  return { kind: 'away', problem, isRateLimit: kind === 'rate-limited', ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }), ...message };
}

/** OCI distribution spec 1.1, "Determining Support". */
function pingUrl(address: URL): URL {
  return new URL(`${address.href.replace(/\/$/, '')}/v2/`);
}

function bad(registry: string, problem: string): UpstreamError {
  return new UpstreamError({ kind: 'bad-response', registry, problem });
}
