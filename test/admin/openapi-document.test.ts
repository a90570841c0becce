// The served OpenAPI document itself: it has the form that OpenAPI 3.1 asks for, its schemas are JSON Schema, and what it says may be asked may be asked.
import assert from 'node:assert/strict';
import test from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { z } from 'zod';
import { pathOf } from '../../src/contract/paths.ts';
import type { Route } from '../../src/contract/route.ts';
import { type OperationId, routes } from '../../src/contract/routes.ts';
import { openInstallation } from './installation.ts';

const schema = z.record(z.string(), z.unknown());
const reference = z.strictObject({ $ref: z.string().regex(/^#\/components\/(?:headers|responses)\/[A-Za-z0-9._-]+$/) });
const media = z.record(z.string().regex(/^[\w.+-]+\/[\w.+-]+$/), z.strictObject({ schema, example: z.unknown().optional() }));
const response = z.strictObject({ description: z.string().min(1), headers: z.record(z.string(), reference).optional(), content: media.optional() });
const parameter = z.strictObject({ name: z.string(), in: z.enum(['path', 'query', 'header']), required: z.boolean(), description: z.string().optional(), schema, example: z.unknown().optional() });
const operation = z.strictObject({
  operationId: z.string().regex(/^[a-z][A-Za-z]+$/),
  summary: z.string().min(1),
  description: z.string().min(1),
  tags: z.array(z.string()).length(1),
  'x-caller': z.string(),
  'x-access': z.string(),
  'x-organization-token-scopes': z.array(z.string().regex(/^scope-[a-z]+-(?:read|edit)$/)).min(1).max(2).optional(),
  security: z.array(z.record(z.enum(['bearer', 'session', 'scim']), z.array(z.never())).or(z.record(z.string(), z.array(z.never())))),
  parameters: z.array(parameter),
  requestBody: z.strictObject({ required: z.boolean(), content: media }).optional(),
  responses: z.record(z.string().regex(/^[2345]\d\d$/), response.or(reference)),
});
const form = z.strictObject({
  openapi: z.literal('3.1.0'),
  info: z.strictObject({ title: z.string(), version: z.string(), description: z.string(), license: z.strictObject({ name: z.string(), identifier: z.string() }) }),
  servers: z.array(z.strictObject({ url: z.string(), description: z.string() })).min(1),
  tags: z.array(z.strictObject({ name: z.string(), description: z.string() })),
  paths: z.record(z.string().startsWith('/'), z.partialRecord(z.enum(['get', 'post', 'put', 'patch', 'delete']), operation)),
  components: z.strictObject({
    securitySchemes: z.record(z.string(), z.object({ type: z.enum(['http', 'apiKey']) })),
    headers: z.record(z.string(), z.strictObject({ description: z.string(), required: z.boolean(), schema, example: z.unknown().optional() })),
    responses: z.record(z.string(), response),
    schemas: z.record(z.string(), schema),
  }),
});

test('the document has the form of OpenAPI 3.1, nothing points nowhere, and every schema is JSON Schema 2020-12', async (t) => {
  const { anonymous } = await openInstallation(t);
  const { text } = await anonymous('GET', '/openapi.json');
  const document = form.parse(JSON.parse(text));
  const components: Readonly<Record<string, Readonly<Record<string, unknown>>>> = document.components;
  for (const [, section = '', name = ''] of text.matchAll(/"\$ref":"#\/components\/(\w+)\/([^"]+)"/g)) assert.ok(components[section]?.[name] !== undefined, `${section}/${name}`);
  const ajv = new Ajv2020({ strict: false });
  const described = Object.values(document.paths).flatMap((methods) => Object.values(methods));
  const ids = described.map(({ operationId }) => operationId);
  assert.equal(new Set(ids).size, ids.length);
  for (const { operationId, parameters, requestBody, responses } of described) {
    const schemas = [
      ...parameters.map((each) => each.schema),
      ...Object.values(requestBody?.content ?? {}).map((each) => each.schema),
      ...Object.values(responses).flatMap((each) => ('content' in each ? Object.values(each.content ?? {}).map((of) => of.schema) : [])),
    ];
    for (const each of schemas) assert.ok(ajv.validateSchema(each), `${operationId}: ${ajv.errorsText()}`);
  }
});

test('each operation says which scopes of an organization access token open it, and no other does', async (t) => {
  const { anonymous } = await openInstallation(t);
  const document = form.parse(JSON.parse((await anonymous('GET', '/openapi.json')).text));
  for (const [id, { method, path, organizationTokenScope }] of Object.entries<Route>(routes)) {
    const described = document.paths[path]?.[method.toLowerCase() as 'get'];
    const scopes = described?.['x-organization-token-scopes'] ?? [];
    assert.equal(scopes[0], organizationTokenScope === undefined ? undefined : `scope-${organizationTokenScope}`, id);
    assert.equal(/An organization access token needs `/.test(described?.description ?? ''), scopes.length > 0, id);
    for (const scope of scopes) assert.ok(described?.description.includes(`\`${scope}\``), id);
  }
});

interface Parameter {
  readonly type?: string;
  readonly enum?: readonly (string | number)[];
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** Values that the schema of a parameter allows; undefined for those that only an earlier answer can give. */
function valuesOf(name: string, { type, enum: choices, format, pattern, minimum = 0, maximum = 1000, minLength = 0, maxLength = 40 }: Parameter): fc.Arbitrary<string> | undefined {
  if (/cursor|against|^code$/.test(name)) return undefined;
  if (choices !== undefined) return fc.constantFrom(...choices.map(String));
  if (type === 'integer') return fc.integer({ min: minimum, max: Math.min(maximum, 1_000_000) }).map(String);
  if (type === 'boolean') return fc.constantFrom('true', 'false');
  if (format === 'date-time') return fc.constantFrom('2026-11-20T00:00:00Z', '2026-11-20T01:00:00.5+01:00');
  if (type === 'string' && pattern === undefined) return fc.stringMatching(/^[a-z0-9-]+$/).map((text) => text.padEnd(minLength, 'a').slice(0, Math.min(maxLength, 40)));
  return undefined;
}

test('whatever a list says it can be asked is answered, and no query of it is called wrong', async (t) => {
  const { as, anonymous } = await openInstallation(t, { withSecondOrganization: false });
  const owner = await as('owner');
  const document = form.parse(JSON.parse((await anonymous('GET', '/openapi.json')).text));
  // Systems and variants are each client's own, which GET /v2/client-setup lists.
  const lists = (Object.entries(routes) as [OperationId, Route][]).filter(([id, { method, query, caller }]) => method === 'GET' && query !== undefined && caller !== 'scim' && caller !== 'anyone' && id !== 'showClientSetup');
  assert.ok(lists.length > 10);
  for (const [id, { path }] of lists) {
    const parameters = document.paths[path]?.get?.parameters.filter((each) => each.in === 'query') ?? [];
    const arbitraries = Object.fromEntries(parameters.flatMap((each) => {
      const values = valuesOf(each.name, each.schema);
      return values === undefined ? [] : [[each.name, fc.option(values, { nil: undefined })]];
    }));
    for (const query of fc.sample(fc.record(arbitraries), { numRuns: 8, seed: 5 })) {
      // A range that ends before it begins is the one thing that no schema can forbid.
      const { to, ...rest } = query;
      const asked = new URLSearchParams(Object.entries({ ...rest, ...(typeof rest['from'] === 'string' ? {} : { to }) }).filter((each): each is [string, string] => typeof each[1] === 'string'));
      const { status, text } = await owner('GET', `${pathOf(path, { org: 'acme', namespace: 'grafana', repository: 'grafana', revision: '1', id: 'none', client: 'podman', tag: '11' } as never)}?${asked.toString()}`);
      assert.notEqual(status, 400, `${id}?${asked.toString()}: ${text}`);
    }
  }
});
