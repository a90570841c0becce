// Requests that nobody would think of, to every operation: none is answered by a mistake of the server, nor by anything that the document does not have.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type { Route } from '../../src/contract/route.ts';
import { routes } from '../../src/contract/routes.ts';
import { anyCharacter } from '../any-character.ts';
import { type Installation, type Send, openInstallation } from './installation.ts';
import type { ServedDocument } from './served-document.ts';

/** Of each operation; the seed is fixed, so that a failure is there again. */
const runs = 8;
const seed = 5;
const hourMs = 3_600_000;

/** As they stand in an address: names that are there and such as are not, and what a path should never have. The owner who asks is not among them. */
const segments = ['acme', 'ACME', 'globex', 'developer', 'editor', 'builders', 'grafana', 'docker.io', 'podman', 'linux', 'none', '0', '1', '2', '-1', '1e3', '99999999999999999999', '%00', '%0A', '%2F', '%2e%2e%2f', '%C3%A9', '%F0%9F%90%B3', '%27%3B--', '%25', '%', '%E0%A4%A', '%22%3E', 'x'.repeat(300), '__proto__', 'constructor'];
const texts = fc.oneof(
  fc.constantFrom('', ' ', 'acme', 'developer', 'editor', 'builders', 'owner@acme.example', 'library/alpine', 'alpine:3', 'docker.io', 'http://127.0.0.1:9/', '2026-11-20T00:00:00Z', '+275760-09-13T00:00:00.001Z', '0000-00-00', '\u0000', '\ud83d\udc33', '\ud83d', '%', "'; --", '__proto__', 'x'.repeat(5000), '99999999999999999999', '-1', 'true', 'null'),
  fc.string({ unit: anyCharacter, maxLength: 40 }),
);
const anything = fc.jsonValue({ maxDepth: 3 });

interface Schema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Values near a schema: often of its form, sometimes of another. */
function near(schema: Schema | undefined): fc.Arbitrary<unknown> {
  if (schema === undefined) return anything;
  const of = nearExactly(schema);
  return fc.oneof({ arbitrary: of, weight: 9 }, { arbitrary: anything, weight: 1 });
}

function nearExactly({ type, const: only, enum: choices, anyOf, oneOf, allOf, items, properties, required = [], minimum = -5, maximum = 500 }: Schema): fc.Arbitrary<unknown> {
  if (only !== undefined) return fc.constant(only);
  if (choices !== undefined) return fc.constantFrom(...choices);
  const alternatives = anyOf ?? oneOf ?? allOf;
  if (alternatives !== undefined) return fc.oneof(...alternatives.map(near));
  switch (Array.isArray(type) ? type[0] : type) {
    case 'string':
      return texts;
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'integer':
    case 'number':
      return fc.oneof(fc.integer({ min: Math.max(minimum, -1e9), max: Math.min(maximum, 1e9) }), fc.constantFrom(0, -1, 1e21, 0.5, Number.MAX_SAFE_INTEGER));
    case 'array':
      return fc.array(near(items), { maxLength: 4 });
    case 'object':
      return fc.record(Object.fromEntries(Object.entries(properties ?? {}).map(([name, each]) => [name, near(each)])), { requiredKeys: [...required] });
    default:
      return anything;
  }
}

interface Asked {
  readonly address: string;
  readonly body: unknown;
}

function requestsOf({ paths }: ServedDocument, { method, path, request }: Route): fc.Arbitrary<Asked> {
  const { parameters = [], requestBody } = paths[path]?.[method.toLowerCase()] ?? {};
  const holes = [...path.matchAll(/\{\w+\}/g)].length;
  const [media] = Object.values(requestBody?.content ?? {});
  const query = fc.record(Object.fromEntries(parameters.filter((each) => each.in === 'query').map(({ name, schema }) => [name, near(schema)])), { requiredKeys: [] });
  return fc.record({
    segments: fc.array(fc.oneof({ arbitrary: fc.constantFrom('acme'), weight: 3 }, { arbitrary: fc.constantFrom(...segments), weight: 4 }), { minLength: holes, maxLength: holes }),
    query: fc.oneof(query, fc.constant({})),
    body: request === undefined ? fc.constant(undefined) : near(media?.schema),
  }).map(({ segments: chosen, query: asked, body }) => {
    const left = [...chosen];
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => (name === 'org' && (left[0]?.length ?? 0) % 2 === 0 ? (left.shift(), 'acme') : (left.shift() ?? 'none')));
    const search = new URLSearchParams(Object.entries(asked).map(([name, value]) => [name, typeof value === 'string' ? value.toWellFormed() : JSON.stringify(value)]));
    return { address: search.size === 0 ? filled : `${filled}?${search.toString()}`, body };
  });
}

async function senders({ as, anonymous }: Installation): Promise<(route: Route) => Promise<Send>> {
  const owner = await as('owner');
  await owner('POST', '/v2/orgs/acme/groups', { name: 'builders' });
  const { token } = (await owner('POST', '/v2/orgs/acme/scim-token')).json;
  const scim: Send = (method, path, body) => anonymous(method, path, body, { Authorization: `Bearer ${token}`, 'Content-Type': 'application/scim+json' });
  // Signed in anew for each: time goes on, and some operations end what was signed in before.
  return async ({ caller }) => (caller === 'scim' ? scim : caller === 'anyone' ? anonymous : as('owner'));
}

test('whatever is asked of an operation, the answer is one of those in its document', async (t) => {
  const installation = await openInstallation(t);
  const document = JSON.parse((await installation.anonymous('GET', '/openapi.json')).text) as ServedDocument;
  const senderOf = await senders(installation);
  const done = new Set<string>();
  for (const [id, route] of Object.entries<Route>(routes)) {
    await fc.assert(
      fc.asyncProperty(requestsOf(document, route), async ({ address, body }) => {
        // Wrong passwords are slowed down, each more than the one before: they are made a while apart.
        installation.clock.nowMs += hourMs;
        const send = await senderOf(route);
        const { status, text } = await send(route.method, address, typeof body === 'string' ? JSON.stringify(body) : body);
        assert.ok(status < 500, `${id}: ${route.method} ${address}: ${status} ${text}\n${installation.logged.at(-1) ?? ''}`);
        if (route.caller !== 'anyone') assert.notEqual(status, 401, `${id}: nobody asked`);
        if (status < 400) done.add(id);
      }),
      { numRuns: runs, seed },
    );
  }
  assert.ok(done.size > Object.keys(routes).length / 3, `only ${done.size} operations did anything`);
});
