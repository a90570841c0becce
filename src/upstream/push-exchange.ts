// One request that stores something at an upstream, and its answer: signed in before the first byte of a body is sent.
import { deleteScope, formatScope, pullScope, pushScope } from '../core/distribution/scope.ts';
import { callerFor } from './authenticate.ts';
import type { Authorization, Caller } from './authenticate.ts';
import type { Answer, Method } from './connection.ts';
import { UpstreamError } from './error.ts';
import { authorizationOf, sendAsPerson, sendSignedIn } from './exchange.ts';
import type { ExchangeOptions } from './exchange.ts';
import { readFailure } from './failure.ts';
import { drainAnswer } from './read-body.ts';
import { isRedirect } from './redirect.ts';
import { retry } from './retry.ts';
import type { UploadBody } from './upstream-push.ts';
import type { UpstreamIdentity } from './upstream-registry.ts';

export interface PushRequest {
  readonly method: Exclude<Method, 'HEAD'>;
  readonly url: URL;
  readonly repository: string;
  /** Another repository that is read for it. */
  readonly from?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | UploadBody;
  /** The statuses of success. */
  readonly accepts: readonly number[];
  /** As messages name it: `the upload to acme/app`. */
  readonly what: string;
  readonly as: UpstreamIdentity;
  readonly signal: AbortSignal;
}

export interface PushExchange {
  readonly registry: string;
  /** Resolves with upstream's answer once its body has been read away. @throws UpstreamError, or the signal's reason */
  ask(request: PushRequest): Promise<Answer>;
}

/** What fails in passing is asked again, but for what has a stream for a body. */
export function createPushExchange(options: ExchangeOptions): PushExchange {
  const { registry, retryBudgetMs: budgetMs, now, log } = options;
  const askWhole = createAskWhole(options);
  const askStreaming = createAskStreaming(options);
  return {
    registry,
    ask: (request) => {
      const { body, signal, what } = request;
      if (body !== undefined && !Buffer.isBuffer(body)) return askStreaming(request, body);
      return retry(() => askWhole(request, body), { budgetMs, now, signal, onRetry: (error, delayMs) => log.debug({ registry, what, problem: error.message, delayMs }, 'asking the upstream again') });
    },
  };
}

function createAskWhole(options: ExchangeOptions): (request: PushRequest, body: Buffer | undefined) => Promise<Answer> {
  return async (request, body) => {
    const { url, as } = request;
    const asked = { ...withoutBody(request), ...(body === undefined ? {} : { body }) };
    return finish(await (typeof as === 'string' ? sendSignedIn(options, asked, url, await callerOf(options, as)) : sendAsPerson(options, asked, url, as)), request, options);
  };
}

function createAskStreaming(options: ExchangeOptions): (request: PushRequest, body: UploadBody) => Promise<Answer> {
  const { registry, address, connection } = options;
  const signIn = createSignInFirst(options);
  return async (request, { stream, length }) => {
    const { method, url, headers, what, signal } = request;
    try {
      const authorization = url.origin === address.origin ? await signIn(request) : undefined;
      const sized = length === undefined ? {} : { 'content-length': String(length) };
      const signedIn = authorization === undefined ? {} : { authorization: authorization.header };
      const answer = await connection.send({ url, method, headers: { ...headers, ...sized, ...signedIn }, body: stream, signal });
      if (isRedirect(answer)) {
        await drainAnswer(answer);
        throw new UpstreamError({ kind: 'bad-response', registry, problem: `redirects ${what} after its bytes were sent` });
      }
      if (answer.status === 401 && authorization?.forget !== undefined) {
        authorization.forget();
        await drainAnswer(answer);
        throw new UpstreamError({ kind: 'unavailable', registry, problem: `turned down its own token in the middle of ${what}` });
      }
      return await finish(answer, request, options);
    } finally {
      stream.destroy();
    }
  };
}

/** Whoever is asked to sign in by the answer to a body cannot send that body again: a question without one is asked before. */
function createSignInFirst(options: ExchangeOptions): (request: PushRequest) => Promise<Pick<Authorization, 'header'> & Partial<Pick<Authorization, 'forget'>> | undefined> {
  const { authenticator } = options;
  return async (request) => {
    const { url, as } = request;
    if (typeof as !== 'string') return { header: authorizationOf(as) };
    const caller = await callerOf(options, as);
    const scope = scopeOf(request);
    const known = authenticator.known(caller, scope);
    if (known !== undefined) return known;
    await drainAnswer(await sendSignedIn(options, { ...withoutBody(request), method: 'GET' }, url, caller));
    return authenticator.known(caller, scope);
  };
}

function withoutBody(request: PushRequest): Pick<PushRequest, 'method' | 'repository' | 'headers' | 'signal'> & { readonly scope: string } {
  const { method, repository, headers, body, signal } = request;
  // Of a stream's headers none is meant for the question before it.
  const isStreaming = body !== undefined && !Buffer.isBuffer(body);
  return { method, repository, signal, scope: scopeOf(request), ...(headers === undefined || isStreaming ? {} : { headers }) };
}

async function callerOf({ findCredential }: ExchangeOptions, as: 'anonymous' | 'gateway'): Promise<Caller> {
  return callerFor(as === 'gateway' ? await findCredential() : undefined);
}

async function finish(answer: Answer, { accepts, what }: PushRequest, { registry, address, now }: ExchangeOptions): Promise<Answer> {
  const isElsewhere = answer.url.origin !== address.origin;
  if (!accepts.includes(answer.status)) throw await readFailure(answer, { registry, what, nowMs: now(), ...(isElsewhere ? { storageHost: answer.url.host } : {}) });
  await drainAnswer(answer);
  return answer;
}

function scopeOf({ method, repository, from }: PushRequest): string {
  if (method === 'DELETE') return formatScope(deleteScope(repository));
  const scope = formatScope(pushScope(repository));
  return from === undefined ? scope : `${scope} ${formatScope(pullScope(from))}`;
}
