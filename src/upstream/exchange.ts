// One question to an upstream and its answer: signed in, redirects followed, failures told apart.
import { formatScope, pullScope } from '../core/distribution/scope.ts';
import { isRepositoryName } from '../core/image/grammar.ts';
import type { Log } from '../telemetry/log.ts';
import { callerFor } from './authenticate.ts';
import type { Authenticator, Authorization, Caller } from './authenticate.ts';
import { headerOf } from './connection.ts';
import type { Answer, Connection, Method } from './connection.ts';
import type { UpstreamCredential } from './credential.port.ts';
import { readFailure } from './failure.ts';
import { parseRateLimit } from './rate-limit.ts';
import { createRateLimits } from './rate-limits.ts';
import { discardAnswer, drainAnswer } from './read-body.ts';
import { isRedirect, sendFollowing } from './redirect.ts';
import { retry } from './retry.ts';
import type { PersonIdentity, RateLimit, UpstreamIdentity } from './upstream-registry.ts';

// Without or with an old token; with one that another request fetched meanwhile; with a fresh one.
const roundsMax = 3;

export interface Question {
  readonly method: 'GET' | 'HEAD';
  readonly repository: string;
  /** Below `/v2/<repository>/`: `manifests/latest`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** As Connection has it. */
  readonly isReusable?: boolean;
  /** A redirect to another origin is an answer, and not followed. */
  readonly staysAtOrigin?: boolean;
  /** As messages name it: `library/nginx:latest`. */
  readonly what: string;
  readonly as: UpstreamIdentity;
  readonly signal: AbortSignal;
}

export interface Exchange {
  readonly registry: string;
  /**
   * Asks, and hands the answer (200 or 206, nothing else; or the redirect that is not to be followed) to `read`. What fails in passing, in `read` too, is asked again
   * as retry.ts has it, so `read` must not have handed anything on before it fails. @throws UpstreamError, or the signal's reason
   */
  ask<T>(question: Question, read: (answer: Answer) => Promise<T>): Promise<T>;
  rateLimit(as: UpstreamIdentity): RateLimit | undefined;
  /** The address that a question's path and query make. */
  urlOf(question: Pick<Question, 'repository' | 'path' | 'query'>): URL;
}

export interface ExchangeOptions {
  readonly registry: string;
  readonly address: URL;
  readonly connection: Connection;
  readonly authenticator: Authenticator;
  readonly findCredential: () => Promise<UpstreamCredential | undefined>;
  readonly retryBudgetMs: number;
  readonly now: () => number;
  readonly log: Pick<Log, 'debug' | 'warn'>;
}

export function createExchange(options: ExchangeOptions): Exchange {
  const { registry, address, connection, retryBudgetMs: budgetMs, now, log } = options;
  const rateLimits = createRateLimits({ registry, log });

  const urlOf: Exchange['urlOf'] = ({ repository, path, query = {} }) => {
    if (!isRepositoryName(repository)) throw new TypeError('not a repository name');
    const url = new URL(`${address.href.replace(/\/$/, '')}/v2/${repository}/${path}`);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) url.searchParams.set(name, String(value));
    }
    return url;
  };

  /** The connection, with an eye on what every answer says about the pull limit. */
  const watched = (as: UpstreamIdentity): Pick<Connection, 'send'> => ({
    async send(request) {
      const answer = await connection.send(request);
      const limit = answer.url.origin === address.origin ? readRateLimit(answer, now()) : undefined;
      if (limit !== undefined) rateLimits.set(as, limit);
      return answer;
    },
  });

  const once = async <T>(question: Question, read: (answer: Answer) => Promise<T>): Promise<T> => {
    const { as, what } = question;
    const connectionOf = { ...options, connection: watched(as) };
    const answer =
      typeof as === 'string'
        ? await sendSignedIn(connectionOf, question, urlOf(question), callerFor(as === 'gateway' ? await options.findCredential() : undefined))
        : await sendAsPerson(connectionOf, question, urlOf(question), as);
    if (answer.status === 200 || answer.status === 206 || isRedirect(answer)) return read(answer);
    throw await readFailure(answer, { registry, what, nowMs: now(), ...(answer.url.origin === address.origin ? {} : { storageHost: answer.url.host }) });
  };

  return {
    registry,
    ask: (question, read) =>
      retry(() => once(question, read), {
        budgetMs,
        now,
        signal: question.signal,
        onRetry: (error, delayMs) => log.debug({ registry, what: question.what, problem: error.message, delayMs }, 'asking the upstream again'),
      }),
    rateLimit: (as) => rateLimits.get(as),
    urlOf,
  };
}

export interface Sending extends Pick<ExchangeOptions, 'registry' | 'address' | 'authenticator'> {
  readonly connection: Pick<Connection, 'send'>;
}

export interface SignedInRequest {
  readonly method: Method;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  readonly isReusable?: boolean;
  readonly staysAtOrigin?: boolean;
  readonly repository: string;
  /** What the token is asked for where upstream does not tell; to pull from the repository when left out. */
  readonly scope?: string;
  readonly signal: AbortSignal;
}

/** Sends with what the person's own sign-in gave: there is nothing to answer a challenge with. */
export function sendAsPerson({ registry, address, connection }: Sending, request: SignedInRequest, url: URL, person: PersonIdentity): Promise<Answer> {
  const { method, headers, body, isReusable = false, staysAtOrigin = false, signal } = request;
  const signedIn = url.origin === address.origin ? { ...headers, authorization: authorizationOf(person) } : { ...headers };
  return sendFollowing(connection, registry, { url, method, headers: signedIn, isReusable, signal, ...(body === undefined ? {} : { body }) }, { staysAtOrigin });
}

export function authorizationOf({ scheme, token }: PersonIdentity): string {
  return `${scheme === 'basic' ? 'Basic' : 'Bearer'} ${token}`;
}

/** Sends with what is known of signing in, and answers a challenge of upstream's own when that is not enough. To another origin than upstream's it sends without. */
export async function sendSignedIn({ registry, address, connection, authenticator }: Sending, request: SignedInRequest, url: URL, caller: Caller): Promise<Answer> {
  const { method, headers, body, isReusable = false, staysAtOrigin = false, scope = formatScope(pullScope(request.repository)), signal } = request;
  const sent = { url, method, isReusable, signal, ...(body === undefined ? {} : { body }) };
  let authorization: Authorization | undefined = url.origin === address.origin ? authenticator.known(caller, scope) : undefined;
  for (let rounds = 1; ; rounds += 1) {
    const signedIn = authorization === undefined ? { ...headers } : { ...headers, authorization: authorization.header };
    const answer = await sendFollowing(connection, registry, { ...sent, headers: signedIn }, { staysAtOrigin });
    if (answer.status !== 401 || answer.url.origin !== address.origin) return answer;
    authorization?.forget();
    if (authorization?.isFresh === true || rounds === roundsMax) return answer;
    // It has no words to be kept for the case that nothing helps.
    if (method === 'HEAD') await drainAnswer(answer);
    const next = await authenticator.answer(answer, caller, scope, signal).catch((error: unknown) => {
      discardAnswer(answer);
      throw error;
    });
    if (next === undefined) return answer;
    await drainAnswer(answer);
    authorization = next;
  }
}

function readRateLimit(answer: Answer, nowMs: number): RateLimit | undefined {
  const limit = headerOf(answer, 'ratelimit-limit');
  return parseRateLimit({ limit, remaining: headerOf(answer, 'ratelimit-remaining'), source: headerOf(answer, 'docker-ratelimit-source') }, nowMs);
}
