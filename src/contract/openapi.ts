// The OpenAPI 3.1 document of the admin API, made from the route table, so that it cannot lag behind.
import { z } from 'zod';
import { problem } from './problem.ts';
import { routes } from './routes.ts';
import type { CallerKind, Route } from './route.ts';

export interface OpenApiDocument {
  readonly openapi: '3.1.0';
  readonly info: { readonly title: string; readonly version: string; readonly description: string; readonly license: { readonly name: string; readonly identifier: string } };
  readonly paths: Readonly<Record<string, Readonly<Record<string, object>>>>;
  readonly components: object;
}

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
  412: 'the settings are at another revision than If-Match names',
  413: 'the body is too large',
  429: 'too many attempts: wait for Retry-After',
};

/** Makes the document for one version of the server. */
export function createOpenApiDocument(version: string): OpenApiDocument {
  const paths: Record<string, Record<string, object>> = {};
  for (const [operationId, route] of Object.entries<Route>(routes)) {
    (paths[route.path] ??= {})[route.method.toLowerCase()] = describeOperation(operationId, route);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Pullgate admin API',
      version,
      description: "Docker Hub's admin API where Docker Hub has it, extended. Every path is served with and without a trailing slash.",
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: { Problem: jsonSchema(problem, 'output') },
    },
  };
}

function describeOperation(operationId: string, route: Route): object {
  const problems = new Set([...problemsOfCaller[route.caller], ...(route.problems ?? []), ...(route.request === undefined ? [] : [413])]);
  return {
    operationId,
    summary: route.summary,
    tags: [tagOf(route.path)],
    'x-caller': route.caller,
    'x-access': route.access,
    security: route.caller === 'anyone' ? [] : [{ bearer: [] }],
    parameters: [...pathParameters(route.path), ...queryParameters(route.query)],
    ...(route.request === undefined ? {} : { requestBody: { required: true, content: json(jsonSchema(route.request, 'input')) } }),
    responses: {
      [route.status]: { description: statusMeaning[route.status], ...successContent(route) },
      ...Object.fromEntries(
        [...problems].sort((a, b) => a - b).map((status) => [status, { description: statusMeaning[status], content: json({ $ref: '#/components/schemas/Problem' }) }]),
      ),
    },
  };
}

function successContent(route: Route): object {
  if (route.status === 204 || route.status === 302) return {};
  if (route.content !== undefined) return { content: Object.fromEntries(route.content.map((type) => [type, { schema: { type: 'string' } }])) };
  return { content: json(route.response === undefined ? { type: 'object' } : jsonSchema(route.response, 'output')) };
}

/** The first literal segment that tells operations apart: `settings`, `access-tokens`. */
function tagOf(path: string): string {
  const segments = path.split('/').filter((segment) => segment !== '' && segment !== 'v2' && segment !== 'orgs' && !segment.startsWith('{'));
  return segments[0] ?? 'installation';
}

function pathParameters(path: string): readonly object[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: name === 'revision' ? 'integer' : 'string' } }));
}

function queryParameters(query: z.ZodType | undefined): readonly object[] {
  if (query === undefined) return [];
  const { properties = {} } = jsonSchema(query, 'output');
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: false, schema }));
}

function json(schema: object): object {
  return { 'application/json': { schema } };
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): z.core.JSONSchema.BaseSchema {
  const described: z.core.JSONSchema.BaseSchema = z.toJSONSchema(schema, { io, target: 'draft-2020-12' });
  delete described.$schema; // 3.1 has the dialect for the whole document
  return described;
}
