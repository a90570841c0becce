// The OpenAPI document says what the route table says.
import assert from 'node:assert/strict';
import test from 'node:test';
import { createOpenApiDocument } from './openapi.ts';
import { groupOf } from './openapi/groups.ts';
import { routes } from './routes.ts';
import type { Route } from './route.ts';

const document = createOpenApiDocument('9.9.9');
const entries = Object.entries<Route>(routes);

test('every route is in the document, with its status, and nothing else is', () => {
  const described = Object.entries(document.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`));
  assert.deepEqual(described.sort(), entries.map(([, route]) => `${route.method} ${route.path}`).sort());
  assert.equal(new Set(described).size, entries.length, 'two routes share a method and a path');
});

test('the document is plain JSON without dialect markers inside', () => {
  const text = JSON.stringify(document);
  assert.deepEqual(JSON.parse(text), document);
  assert.ok(!/\$schema|"\$defs"/.test(text));
});

test('every name in a path is a parameter', () => {
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const operation of Object.values(methods)) {
      const { parameters } = operation as { parameters: { name: string; in: string }[] };
      const names = parameters.filter((parameter) => parameter.in === 'path').map((parameter) => `{${parameter.name}}`);
      assert.deepEqual(names, path.match(/\{\w+\}/g) ?? []);
    }
  }
});

test('whatever changes something needs a sign-in, or a secret that was sent to whoever calls', () => {
  const withSecret = new Set(['acceptInviteAsNew', 'declineInvite']);
  for (const [id, route] of entries) {
    if (route.access === 'change' && !withSecret.has(id)) assert.notEqual(route.caller, 'anyone', id);
  }
});

test('every operation stands in a group that is described', () => {
  const described = new Set(document.tags.map(({ name }) => name));
  for (const [id, route] of entries) assert.ok(described.has(groupOf(route.path)?.name ?? ''), `${id}: add ${route.path} to src/contract/openapi/groups.ts`);
});

test('a request body forbids what the server refuses and leaves out what the server makes up', () => {
  const put = document.paths['/v2/orgs/{org}/settings']?.['put'] as { requestBody: { content: { 'application/json': { schema: { required?: string[]; additionalProperties: boolean } } } } };
  const { schema } = put.requestBody.content['application/json'];
  assert.equal(schema.additionalProperties, false);
  assert.deepEqual(schema.required ?? [], []);
});
