// The served document against OpenAPI's own schema of OpenAPI 3.1, JSON Schema inside it included, by a validator that brings it along.
import assert from 'node:assert/strict';
import test from 'node:test';
import { type Validator, validate } from '@hyperjump/json-schema/openapi-3-1';
import { openInstallation } from './installation.ts';

/** The schema of documents whose schemas are in OpenAPI's own dialect, which is the default. */
const ownSchema = 'https://spec.openapis.org/oas/3.1/schema-base';

type Document = Parameters<Validator>[0];

/** Something at a path of the document is another, or gone; each is wrong in a way that the schema alone can see. */
const bends: Readonly<Record<string, { readonly at: readonly string[]; readonly value?: Document }>> = {
  'without its title': { at: ['info', 'title'] },
  'with a field that OpenAPI does not have': { at: ['paths', '/v2/user', 'get', 'bogus'], value: 1 },
  'with a parameter from nowhere': { at: ['paths', '/v2/user', 'get', 'parameters'], value: [{ name: 'x', in: 'nowhere', schema: {} }] },
  'with an answer that says nothing': { at: ['components', 'responses', 'Problem412', 'description'] },
  'with a type that JSON Schema does not have': { at: ['components', 'schemas', 'Problem', 'type'], value: 'txt' },
  'with a length below nothing, deep inside': { at: ['components', 'schemas', 'Problem', 'properties', 'detail', 'minLength'], value: -1 },
};

test("the served document is OpenAPI 3.1 as OpenAPI's own schema has it, and a bent one is not", async (t) => {
  const { anonymous } = await openInstallation(t, { withSecondOrganization: false });
  const { text } = await anonymous('GET', '/openapi.json');
  const check = await validate(ownSchema);
  const output = check(JSON.parse(text) as Document, 'BASIC');
  assert.ok(output.valid, JSON.stringify(output).slice(0, 2000));
  for (const [name, { at, value }] of Object.entries(bends)) assert.equal(check(bent(text, at, value)).valid, false, name);
});

/** `value` undefined: it is taken away. */
function bent(text: string, at: readonly string[], value: Document | undefined): Document {
  const document = JSON.parse(text) as Record<string, unknown>;
  let inside = document;
  for (const name of at.slice(0, -1)) inside = inside[name] as Record<string, unknown>;
  const last = at.at(-1) ?? '';
  if (value === undefined) Reflect.deleteProperty(inside, last);
  else inside[last] = value;
  return document as Document;
}
