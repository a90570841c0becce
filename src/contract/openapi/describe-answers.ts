// The answers of an operation as OpenAPI has them: the good one, and every problem that it can end in.
import type { z } from 'zod';
import { paths } from '../paths.ts';
import type { CallerKind, Route } from '../route.ts';
import type { AnswerHeader } from './headers.ts';
import { refer } from './headers.ts';
import { jsonSchema } from './json-schema.ts';

const problemsOfCaller = {
  anyone: [],
  user: [401, 403],
  member: [401, 403, 404],
  owner: [401, 403, 404],
  'installation-owner': [401, 403],
  scim: [401],
} as const satisfies Record<CallerKind, readonly number[]>;

const statusMeaning: Readonly<Record<number, string>> = {
  200: 'done',
  201: 'made',
  202: 'begun: it goes on after the answer',
  204: 'gone',
  302: 'go on at the address in Location',
  400: 'the request is wrong: every problem at once, by field',
  401: 'nobody is signed in',
  403: 'who is signed in may not do this',
  404: 'there is no such thing, or not for who is signed in',
  409: 'not as things are: somebody else was first, or what is needed is switched off',
  410: 'it was there, and is over',
  412: 'it is not, or no longer, what If-Match names',
  413: 'the body is too large',
  415: 'the body is of another type than JSON',
  429: 'too many requests: wait for Retry-After',
  500: 'a mistake of the server: its log has the cause under the request id',
  502: 'another server that is needed failed',
  503: 'not now: ask again',
};

const rateLimitHeaders = ['X-RateLimit-Limit', 'X-RateLimit-Remaining', 'X-RateLimit-Reset'] as const satisfies readonly AnswerHeader[];
const problemHeaders: Readonly<Record<number, readonly AnswerHeader[]>> = { 401: ['WWW-Authenticate'], 412: ['ETag'], 429: ['X-Retry-After', 'Retry-After'] };

/** By status. */
export function describeAnswers(route: Route, { hasTag }: { readonly hasTag: boolean }): Readonly<Record<string, object>> {
  const always: readonly AnswerHeader[] = ['X-Request-Id', ...(route.path === paths.health ? [] : rateLimitHeaders)];
  const answers: Record<string, object> = { [route.status]: { description: statusMeaning[route.status], headers: refer([...always, ...(hasTag && route.status !== 204 ? (['ETag'] as const) : []), ...headersOf(route)]), ...contentOf(route) } };
  for (const status of problemsOf(route)) answers[status] = route.path === paths.health ? describeProblem(status, { form: 'Problem', headers: ['X-Request-Id'] }) : { $ref: `#/components/responses/${formOf(route)}${status}` };
  return answers;
}

/** The problems of these operations, each once, for `components.responses`. */
export function describeProblems(routes: readonly Route[]): Readonly<Record<string, object>> {
  const described: Record<string, object> = {};
  for (const route of routes) {
    const form = formOf(route);
    for (const status of problemsOf(route)) described[`${form}${status}`] ??= describeProblem(status, { form, headers: ['X-Request-Id', ...rateLimitHeaders, ...(problemHeaders[status] ?? [])] });
  }
  return described;
}

/** What a problem looks like: of this API, of SCIM, or as a page for who wants one. */
type ProblemForm = 'Problem' | 'ScimProblem' | 'ProblemPage';

function formOf({ caller, problemPage }: Route): ProblemForm {
  if (caller === 'scim') return 'ScimProblem';
  return problemPage === undefined ? 'Problem' : 'ProblemPage';
}

const problemContent = {
  Problem: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } },
  ScimProblem: { 'application/scim+json': { schema: { $ref: '#/components/schemas/ScimProblem' } } },
  ProblemPage: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } }, 'text/html': { schema: { type: 'string' } } },
} as const satisfies Record<ProblemForm, object>;

function describeProblem(status: number, { form, headers }: { readonly form: ProblemForm; readonly headers: readonly AnswerHeader[] }): object {
  return { description: statusMeaning[status] ?? '', headers: refer(headers), content: problemContent[form] };
}

/** Statuses in order: those of the route, of its caller, of what is sent, and of every operation. */
export function problemsOf(route: Route): readonly number[] {
  const ofInput = route.request === undefined ? (route.query === undefined ? [] : [400]) : [400, 413];
  // Another site's page is sent away before anything is looked at.
  const ofSite = route.method !== 'GET' && (route.caller === 'anyone' || route.caller === 'scim') ? [403] : [];
  const ofIfMatch = route.method === 'GET' ? [] : [412];
  const ofAll = route.path === paths.health ? [500] : [429, 500];
  return [...new Set([...problemsOfCaller[route.caller], ...(route.problems ?? []), ...ofInput, ...ofSite, ...ofIfMatch, ...ofAll])].sort((a, b) => a - b);
}

function headersOf(route: Route): readonly AnswerHeader[] {
  return [...(route.content === undefined ? [] : (['Content-Disposition'] as const)), ...(route.status === 302 ? (['Location'] as const) : []), ...(route.headers ?? [])];
}

function contentOf(route: Route): object {
  if (route.status === 204 || route.status === 302) return {};
  if (route.content !== undefined) return { content: Object.fromEntries(route.content.map((type) => [type, { schema: { type: 'string' } }])) };
  return { content: json(route, route.response) };
}

function json({ caller }: Route, response: z.ZodType | undefined): object {
  return { [caller === 'scim' ? 'application/scim+json' : 'application/json']: { schema: response === undefined ? { type: 'object' } : jsonSchema(response, 'output') } };
}
