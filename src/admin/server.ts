// The admin API's front: every route of the contract, with the checks that all of them share, in one order.
import type { IncomingMessage } from 'node:http';
import { Hono } from 'hono';
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Route } from '../contract/route.ts';
import { type OperationId, routes } from '../contract/routes.ts';
import { scimMediaType } from '../contract/scim.ts';
import { type TrustedProxies, clientAddress } from '../http/client-address.ts';
import { requestId } from '../http/request-id.ts';
import type { Log } from '../telemetry/log.ts';
import type { Presented } from './authenticate-caller.ts';
import { type AuthenticateScim, createAuthenticateScim } from './authenticate-scim.ts';
import { type Authorization, type Authorize, createAuthorize } from './authorize.ts';
import type { Caller } from './caller.ts';
import { type WithContentTag, createWithContentTag } from './content-tag.ts';
import { createMakeAct } from './make-act.ts';
import type { AnyAnswer, AnyOperation, Call } from './operation.ts';
import { type OperationsOptions, createOperations } from './operations.ts';
import { parseInput } from './parse-input.ts';
import { prefersHtml } from './prefers-html.ts';
import { ProblemError, invalidRequest, problemBody } from './problem.ts';
import { problemPagePolicy, writeProblemPage } from './problem-page.ts';
import { type Counted, type RateLimits, createRateLimit } from './rate-limit.ts';
import { isScimPath, scimProblemBody } from './scim-problem.ts';
import { provenanceOf } from './same-origin.ts';
import { readSessionCookie } from './session-cookie.ts';

const MiB = 1024 * 1024;
const bodyBytesMax = MiB;

export interface AdminOptions extends OperationsOptions {
  /** The origin that links are made with; undefined: the one that the client asked. */
  readonly publicUrl?: string | undefined;
  readonly trustedProxies: TrustedProxies;
  readonly rateLimits: RateLimits;
}

/** What @hono/node-server gives beside the request; absent where a test calls `fetch` itself. */
export interface AdminBindings {
  readonly incoming?: Pick<IncomingMessage, 'headers' | 'socket'>;
}

interface AdminEnv {
  Bindings: AdminBindings;
  Variables: {
    requestId: string;
    /** What tells the caller how many requests are left; undefined while nobody has counted this one. */
    rateLimitHeaders?: Readonly<Record<string, string>>;
    /** Of the route, where its problems may be pages. */
    problemPage?: string;
  };
}

/** The admin API as a fetch function; each path is served with and without a trailing slash, without a redirect. */
export interface Admin {
  readonly fetch: (request: Request, bindings?: AdminBindings) => Response | Promise<Response>;
}

const answerHeaders = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
} as const;

/** Makes the admin API. It listens on nothing: the composition root serves its `fetch`. */
export function createAdmin(options: AdminOptions): Admin {
  const { stores, adminTokens, sessions, now, log } = options;
  const authorize = createAuthorize({ adminTokens, sessions, stores, now });
  const authenticateScim = createAuthenticateScim({ stores, now });
  const operations = createOperations(options);
  const withContentTag = createWithContentTag(operations);
  const rateLimit = createRateLimit({ limits: options.rateLimits, now });
  const counting: Counting = {
    count: (context, who) => context.set('rateLimitHeaders', rateLimit.count(who)),
    countAddress: (context) => counting.count(context, { kind: 'address', address: addressOfClient(context, options) }),
  };
  const app = new Hono<AdminEnv>({ strict: false });

  app.use(async (context, next) => {
    context.set('requestId', requestId({ headers: Object.fromEntries(context.req.raw.headers) }));
    await next();
    context.res.headers.set('X-Request-Id', context.get('requestId'));
    // A page of ours says itself what it may load.
    const pagePolicy = context.res.headers.get('Content-Security-Policy');
    const always = { ...answerHeaders, ...(pagePolicy === null ? {} : { 'Content-Security-Policy': pagePolicy }), ...context.get('rateLimitHeaders') };
    for (const [name, value] of Object.entries(always)) context.res.headers.set(name, value);
  });
  const refuseBody = (context: Context<AdminEnv>): Response => {
    if (context.get('rateLimitHeaders') === undefined) counting.countAddress(context);
    return answerProblem(context, new ProblemError(413, 'the body is larger than 1 MiB: send less'));
  };
  app.use(bodyLimit({ maxSize: bodyBytesMax, onError: refuseBody }));

  for (const [id, route] of Object.entries<Route>(routes).toSorted(([, one], [, other]) => compareSpecificity(one.path, other.path))) {
    // Each operation takes the call of its own route: the table and `Operations` share their keys.
    const operation = operations[id as OperationId] as unknown as AnyOperation;
    app.on(route.method, honoPath(route.path), (context) => answerCall({ context, route, operation, withContentTag, authorize, authenticateScim, options, ...counting }));
  }
  for (const [path, methods] of methodsByPath()) {
    const allowed = methods.join(', ');
    app.all(honoPath(path), (context) => {
      counting.countAddress(context);
      return answerProblem(context, new ProblemError(405, `method not allowed: use ${allowed}`, { headers: { Allow: allowed } }));
    });
  }
  app.all('*', (context) => {
    counting.countAddress(context);
    throw new ProblemError(404, 'not found');
  });
  app.onError((error, context) => answerProblem(context, error instanceof ProblemError ? error : unexpected(error, context, log)));
  return { fetch: (request, bindings = {}) => (URL.canParse(request.url) ? app.fetch(request, bindings) : refuseAddress()) };
}

/** @hono/node-server makes the address of the Host header and leaves it unread; some that pass its check (`1.2.3.999`) are none. */
function refuseAddress(): Response {
  return Response.json(problemBody(new ProblemError(400, 'host header is malformed: send the name of the admin API')), { status: 400, headers: answerHeaders });
}

/** A request is counted once, for who it turns out to be from. */
interface Counting {
  readonly count: (context: Context<AdminEnv>, who: Counted) => void;
  readonly countAddress: (context: Context<AdminEnv>) => void;
}

interface Answering extends Counting {
  readonly context: Context<AdminEnv>;
  readonly route: Route;
  readonly operation: AnyOperation;
  readonly withContentTag: WithContentTag;
  readonly authorize: Authorize;
  readonly authenticateScim: AuthenticateScim;
  readonly options: AdminOptions;
}

/** Who may, then what was sent, then the operation: whoever may not call learns nothing about what they sent. */
async function answerCall(answering: Answering): Promise<Response> {
  const { context, route, operation, withContentTag, options } = answering;
  const { req } = context;
  if (route.problemPage !== undefined) context.set('problemPage', route.problemPage);
  const params = req.param();
  const organization = params['org']?.toLowerCase();
  const { caller, membership } = await findCaller(answering, organization);
  const client = {
    clientAddress: addressOfClient(context, options),
    userAgent: req.header('user-agent') ?? '',
    requestId: context.get('requestId'),
  };
  const call = {
    ...client,
    params,
    query: route.query === undefined ? undefined : parseInput(route.query, req.query(), 'query'),
    body: route.request === undefined ? undefined : parseInput(route.request, await readJson(context), 'body'),
    caller,
    membership,
    address: addressOf(req.url, options.publicUrl),
    act: createMakeAct({ ...client, caller, organization: organization ?? (route.caller === 'scim' ? membership?.organization : undefined), now: options.now }),
    ifMatch: req.header('if-match'),
    cookie: req.header('cookie'),
    signal: req.raw.signal,
  };
  return writeAnswer(context, route, await withContentTag(route, call as unknown as Call<OperationId>, operation));
}

async function findCaller(answering: Answering, organization: string | undefined): Promise<Partial<Authorization>> {
  const { context, route, authorize, options, count, countAddress } = answering;
  const { caller: kind, access, organizationTokenScope } = route;
  if (kind === 'scim') return findIdentityProvider(answering);
  const presented = presentedBy(context, route, options);
  if (kind === 'anyone') {
    // What watches over the server asks often, and costs nothing.
    if (route !== routes.showHealth) countAddress(context);
    // Else another site could sign somebody in as a person of its choice.
    if (presented.isUnsafe && presented.provenance === 'other-site') throw new ProblemError(403, "this was sent by the page of another site: open the admin API's own");
    return {};
  }
  const onKnown = ({ id }: Caller): void => count(context, { kind: 'account', id });
  try {
    return await authorize(presented, { caller: kind, access, organizationTokenScope, organization, onKnown });
  } catch (error) {
    const isCounted = context.get('rateLimitHeaders') !== undefined || (error instanceof ProblemError && error.status === 429);
    if (!isCounted) countAddress(context);
    throw error;
  }
}

/** Counted for its organization, however many tokens that has. */
async function findIdentityProvider({ context, authenticateScim, count, countAddress }: Answering): Promise<Partial<Authorization>> {
  const found = await authenticateScim(context.req.header('authorization')).catch((error: unknown) => {
    countAddress(context);
    throw error;
  });
  count(context, { kind: 'account', id: `scim ${found.membership?.organization ?? ''}` });
  return found;
}

function presentedBy({ req }: Context<AdminEnv>, { method }: Route, { publicUrl }: AdminOptions): Presented {
  const address = addressOf(req.url, publicUrl);
  return {
    authorization: req.header('authorization'),
    cookie: readSessionCookie(req.header('cookie'), { isSecure: address.protocol === 'https:' }),
    isUnsafe: method !== 'GET',
    provenance: provenanceOf({ fetchSite: req.header('sec-fetch-site'), origin: req.header('origin') }, address.origin),
  };
}

function addressOfClient({ env }: Context<AdminEnv>, { trustedProxies }: AdminOptions): string {
  return env.incoming === undefined ? '' : clientAddress(env.incoming, trustedProxies);
}

function writeAnswer(context: Context<AdminEnv>, { status }: Route, { body, headers }: AnyAnswer): Response {
  if (body === undefined || status === 204 || status === 302) return context.body(null, body === undefined && status !== 302 ? 204 : status, headers);
  if (typeof body === 'string' || body instanceof ReadableStream) return context.body(body, status, headers);
  return context.json(body, status, { ...(isScimPath(context.req.path) ? { 'Content-Type': scimMediaType } : {}), ...headers });
}

/** @throws ProblemError 400 */
async function readJson(context: Context<AdminEnv>): Promise<unknown> {
  const text = await context.req.text();
  try {
    return JSON.parse(text);
  } catch {
    throw invalidRequest({ body: [text.trim() === '' ? 'is empty: send JSON' : 'is no valid JSON'] });
  }
}

function answerProblem(context: Context<AdminEnv>, problem: ProblemError): Response {
  if (isScimPath(context.req.path)) return context.json(scimProblemBody(problem), problem.status, { 'Content-Type': scimMediaType, ...problem.extras.headers });
  const heading = context.get('problemPage');
  if (heading === undefined) return context.json(problemBody(problem), problem.status, { ...problem.extras.headers });
  const headers = { ...problem.extras.headers, Vary: 'Accept' };
  if (!prefersHtml(context.req.header('accept'))) return context.json(problemBody(problem), problem.status, headers);
  return context.html(writeProblemPage({ problem, heading, requestId: context.get('requestId') }), problem.status, { ...headers, 'Content-Security-Policy': problemPagePolicy });
}

/** The cause goes to the log alone, under the id that the caller can name. */
function unexpected(error: unknown, context: Context<AdminEnv>, log: Log): ProblemError {
  if (context.req.raw.signal.aborted) return new ProblemError(503, 'the client gave up'); // nobody reads it
  const id = context.get('requestId');
  log.error({ error, requestId: id, method: context.req.method, path: context.req.path }, 'a request to the admin API failed');
  return new ProblemError(500, `internal error: try again, and give the administrator the request id ${id}`);
}

function addressOf(url: string, publicUrl: string | undefined): URL {
  const asked = new URL(url);
  return publicUrl === undefined ? asked : new URL(asked.pathname + asked.search, publicUrl);
}

function honoPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}

/** Literal segments before `{names}`, so that `members/export` is no member called export. */
function compareSpecificity(one: string, other: string): number {
  const pattern = (path: string): string => path.replace(/\{\w+\}/g, '\uffff');
  return pattern(one) < pattern(other) ? -1 : 1;
}

function methodsByPath(): ReadonlyMap<string, readonly string[]> {
  const methods = new Map<string, string[]>();
  for (const { method, path } of Object.values<Route>(routes)) methods.set(path, [...(methods.get(path) ?? []), method]);
  return methods;
}
