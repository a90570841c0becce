// The OpenAPI 3.1 document of the admin API, made from the route table, so that it cannot lag behind.
import { describeProblems } from './openapi/describe-answers.ts';
import { describeOperation } from './openapi/describe-operation.ts';
import { groupOf, groups } from './openapi/groups.ts';
import { answerHeaders } from './openapi/headers.ts';
import { jsonSchema } from './openapi/json-schema.ts';
import { problem, scimProblem } from './problem.ts';
import { routes } from './routes.ts';
import { type Route, comparesTags } from './route.ts';

export interface OpenApiDocument {
  readonly openapi: '3.1.0';
  readonly info: { readonly title: string; readonly version: string; readonly description: string; readonly license: { readonly name: string; readonly identifier: string } };
  readonly servers: readonly { readonly url: string; readonly description: string }[];
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, object>>>>;
  readonly components: object;
}

const description = `Docker Hub's admin API where Docker Hub has it, extended.

Every path is served with and without a trailing slash, and a HEAD is answered wherever a GET is. Bodies are JSON of at most 1 MiB.
Lists come in pages: \`page\` counts from 1, and \`next\` and \`previous\` are whole addresses, null at the ends; a page past the end is empty.
A problem has one sentence in \`detail\` and \`message\`; a 400 names every problem at once, by field. An organization that is not there and one that is not the caller's answer alike.
What has an ETag is changed with If-Match only where that names it; what has none is not changed with any If-Match but \`*\`: else the answer is 412, and nothing is changed.
A minute grants each account and each address a number of requests, which the X-RateLimit headers of every answer count down.`;

/** Of whoever is signed in, of an identity provider, of the console. */
const securitySchemes = {
  bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'the token of a sign-in, good for ten minutes' },
  session: { type: 'apiKey', in: 'cookie', name: 'pullgate_session', description: "the console's session; under TLS the cookie is `__Host-pullgate_session`" },
  scim: { type: 'http', scheme: 'bearer', description: 'the SCIM token of an organization' },
} as const;

/** Makes the document for one version of the server. */
export function createOpenApiDocument(version: string): OpenApiDocument {
  const paths: Record<string, Record<string, object>> = {};
  const tagged = new Set(Object.values<Route>(routes).filter(comparesTags).map(({ path }) => path));
  for (const [operationId, route] of Object.entries<Route>(routes)) {
    (paths[route.path] ??= {})[route.method.toLowerCase()] = describeOperation(operationId, route, { hasTag: tagged.has(route.path) });
  }
  const used = new Set(Object.values<Route>(routes).map(({ path }) => groupOf(path)));
  return {
    openapi: '3.1.0',
    info: { title: 'Pullgate admin API', version, description, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: '/', description: 'the server that answered this' }],
    tags: groups.filter((group) => used.has(group)).map(({ name, description: of }) => ({ name, description: of })),
    paths,
    components: { securitySchemes, headers: answerHeaders, responses: describeProblems(Object.values<Route>(routes)), schemas: { Problem: jsonSchema(problem, 'output'), ScimProblem: jsonSchema(scimProblem, 'output') } },
  };
}
