// One operation of the route table as OpenAPI has it.
import type { z } from 'zod';
import { exampleOf } from '../examples.ts';
import { sampleOf } from '../examples/sample-values.ts';
import type { OperationId } from '../routes.ts';
import { type CallerKind, type OrganizationTokenScope, type Route, comparesTags } from '../route.ts';
import { describeAnswers } from './describe-answers.ts';
import { groupOf } from './groups.ts';
import { ifMatchParameter, ifMatchWithoutTagParameter } from './headers.ts';
import { jsonSchema } from './json-schema.ts';

const whoMayCall = {
  anyone: 'Anyone may call it, signed in or not.',
  user: 'For whoever is signed in.',
  member: 'For members of the organization.',
  owner: 'For owners of the organization.',
  'installation-owner': 'For owners of every organization of the installation.',
  scim: "For the organization's identity provider, with its SCIM token.",
} as const satisfies Record<CallerKind, string>;

const security = {
  anyone: [],
  user: [{ bearer: [] }, { session: [] }],
  member: [{ bearer: [] }, { session: [] }],
  owner: [{ bearer: [] }, { session: [] }],
  'installation-owner': [{ bearer: [] }, { session: [] }],
  scim: [{ scim: [] }],
} as const satisfies Record<CallerKind, readonly object[]>;

const widestScope = 'A personal access token needs the scope repo:admin.';

/** What a reader is told of who may call an operation: whole sentences. */
export function describeCaller({ caller, access, organizationTokenScope }: Route): string {
  const scope = access === 'change' && caller !== 'scim' && caller !== 'anyone' ? [widestScope] : [];
  const organizationToken = organizationTokenScope === undefined ? [] : [`An organization access token needs ${scopesThatOpen(organizationTokenScope).map((each) => `\`${each}\``).join(' or ')}.`];
  return [whoMayCall[caller], ...scope, ...organizationToken].join(' ');
}

/** `edit` includes `read`. */
function scopesThatOpen(scope: OrganizationTokenScope): readonly string[] {
  const edit = scope === 'activity-read' ? scope : scope.replace(/-read$/, '-edit');
  return [...new Set([scope, edit])].map((each) => `scope-${each}`);
}

/** @param hasTag whether what is at the path has a revision that its ETag tells */
export function describeOperation(operationId: string, route: Route, { hasTag }: { readonly hasTag: boolean }): object {
  return {
    operationId,
    summary: route.summary,
    description: [route.description, describeCaller(route)].filter((text) => text !== undefined).join('\n\n'),
    tags: [groupOf(route.path)?.name ?? 'Other'],
    'x-caller': route.caller,
    'x-access': route.access,
    ...(route.organizationTokenScope === undefined ? {} : { 'x-organization-token-scopes': scopesThatOpen(route.organizationTokenScope) }),
    security: security[route.caller],
    parameters: [...pathParameters(route.path), ...queryParameters(route.query), ...ifMatchParameters(route)],
    ...(route.request === undefined ? {} : { requestBody: { required: true, content: { [route.caller === 'scim' ? 'application/scim+json' : 'application/json']: { schema: jsonSchema(route.request, 'input'), ...bodyExample(operationId) } } } }),
    responses: describeAnswers(route, { hasTag }),
  };
}

/** Nothing that is sent to change something leaves If-Match unread. */
function ifMatchParameters(route: Route): readonly object[] {
  if (route.method === 'GET') return [];
  return [comparesTags(route) ? ifMatchParameter : ifMatchWithoutTagParameter];
}

function bodyExample(operationId: string): object {
  const body = exampleOf(operationId as OperationId)?.body;
  return body === undefined ? {} : { example: sampleOf(body) };
}

function pathParameters(path: string): readonly object[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({ name, in: 'path', required: true, schema: { type: name === 'revision' ? 'integer' : 'string' }, example: sampleOf(`$${name.toUpperCase()}`) }));
}

function queryParameters(query: z.ZodType | undefined): readonly object[] {
  if (query === undefined) return [];
  const { properties = {}, required = [] } = jsonSchema(query, 'output');
  return Object.entries(properties).map(([name, schema]) => {
    const { description, ...rest } = schema as { readonly description?: string; readonly default?: unknown };
    return { name, in: 'query', required: required.includes(name) && rest.default === undefined, ...(description === undefined ? {} : { description }), schema: rest };
  });
}
