// Holds every answer of a test against the OpenAPI document that the server itself serves, with a JSON Schema validator that is not the server's own.
import assert from 'node:assert/strict';
import type { ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Admin } from '../../src/admin/server.ts';

export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  /** As it was sent; undefined where there was none. */
  readonly body: string | undefined;
}

export interface SeenAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

interface MediaTypes {
  readonly [type: string]: { readonly schema: object };
}

interface AnswerObject {
  readonly $ref?: string;
  readonly headers?: Readonly<Record<string, { readonly $ref: string }>>;
  readonly content?: MediaTypes;
}

export interface OperationObject {
  readonly operationId: string;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly required: boolean; readonly schema: object }[];
  readonly requestBody?: { readonly content: MediaTypes };
  readonly responses: Readonly<Record<string, AnswerObject>>;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
}

export interface ServedDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>;
  readonly components: { readonly responses: Readonly<Record<string, AnswerObject>>; readonly headers: Readonly<Record<string, { readonly required: boolean; readonly schema: { readonly type: string } }>> };
}

/** Headers that come from HTTP, from fetch and from the safety of every answer: no document has to list them. */
const ordinaryHeaders = new Set(['cache-control', 'content-length', 'content-security-policy', 'content-type', 'referrer-policy', 'strict-transport-security', 'x-content-type-options', 'x-frame-options', 'vary']);

/** @throws AssertionError where an answer has a status, a content type, a header or a field that the document does not have, or lacks one that it has */
export type CheckAnswer = (request: SentRequest, answer: SeenAnswer) => void;

/** Reads the text of `/openapi.json`. */
export function createAnswerCheck(text: string): CheckAnswer {
  const document = JSON.parse(text) as ServedDocument;
  const ajv = new Ajv2020({ strict: true, strictTypes: false, strictTuples: false, allErrors: true, validateFormats: true });
  addFormats.default(ajv);
  ajv.addVocabulary(['example', 'components']);
  ajv.addSchema({ $id: 'document:', components: document.components }, 'document:', false, false);
  const compiled = new Map<string, ValidateFunction>();
  const operations = Object.entries(document.paths)
    .map(([path, methods]) => ({ path, methods, pattern: new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}/?$`), literal: path.replace(/\{\w+\}/g, '\uffff') }))
    .toSorted((one, other) => (one.literal < other.literal ? -1 : 1));

  const validate = (name: string, schema: object, value: unknown): void => {
    const check = compiled.get(name) ?? ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"document:#/components/')) as object);
    compiled.set(name, check);
    assert.ok(check(value), `${name}: ${ajv.errorsText(check.errors, { dataVar: 'body' })}\n${JSON.stringify(value).slice(0, 2000)}`);
  };

  return ({ method, url, headers: sentHeaders, body }, { status, headers, text: answered }) => {
    const asked = method === 'HEAD' ? 'get' : method.toLowerCase();
    const operation = operations.find(({ pattern, methods }) => pattern.test(new URL(url).pathname) && methods[asked] !== undefined)?.methods[asked];
    if (operation === undefined) {
      assert.ok(status >= 400, `${method} ${url} is not in the document, and answered ${status}`);
      return;
    }
    const name = `${operation.operationId} ${status}`;
    const listed = operation.responses[status];
    const answer = listed?.$ref === undefined ? listed : document.components.responses[listed.$ref.split('/').at(-1) ?? ''];
    assert.ok(answer, `${name}: the document does not have this status: ${answered.slice(0, 300)}`);
    checkHeaders(document, { name, answer, headers });
    checkBody(answer, { name, method, headers, answered, validate });
    const sentType = sentHeaders.get('content-type') ?? '';
    const accepted = operation.requestBody?.content[sentType];
    if (status < 400 && accepted !== undefined && body !== undefined) validate(`${operation.operationId} request`, accepted.schema, JSON.parse(body));
  };
}

function checkHeaders({ components }: ServedDocument, { name, answer, headers }: { readonly name: string; readonly answer: AnswerObject; readonly headers: Headers }): void {
  const listed = Object.keys(answer.headers ?? {});
  for (const header of listed) {
    const described = components.headers[header] ?? assert.fail(`${name}: the header ${header} is described nowhere`);
    const value = headers.get(header);
    assert.ok(value !== null || !described.required, `${name}: the header ${header} is missing`);
    if (value !== null && described.schema.type === 'integer') assert.match(value, /^\d+$/, `${name}: ${header}`);
  }
  const known = new Set(listed.map((header) => header.toLowerCase()));
  for (const header of headers.keys()) assert.ok(known.has(header) || ordinaryHeaders.has(header), `${name}: the document does not have the header ${header}`);
}

interface BodyCheck {
  readonly name: string;
  readonly method: string;
  readonly headers: Headers;
  readonly answered: string;
  readonly validate: (name: string, schema: object, value: unknown) => void;
}

function checkBody({ content }: AnswerObject, { name, method, headers, answered, validate }: BodyCheck): void {
  if (method === 'HEAD' || content === undefined) {
    assert.equal(answered, '', `${name}: a body that the document does not have`);
    return;
  }
  const type = (headers.get('content-type') ?? '').replace(/;.*$/, '').trim();
  const described = content[type] ?? assert.fail(`${name}: the document does not have the content type ${type}`);
  if (/[/+]json$/.test(type)) validate(name, described.schema, JSON.parse(answered));
}

/** Every admin plane of a test's process serves the same document: it is asked for once, and its validators serve every test. */
let knownCheck: Promise<CheckAnswer> | undefined;

async function readServedDocument(admin: Admin): Promise<CheckAnswer> {
  // From an address of its own: what tests count is theirs.
  const served = await admin.fetch(new Request('http://document.example.test/openapi.json'), { incoming: { headers: {}, socket: { remoteAddress: '198.51.100.1' } as never } });
  return createAnswerCheck(await served.text());
}

/** Asks the admin API for its document and wraps it, so that every JSON answer and every page is held against it, over whatever way it is asked; `failures` has what was wrong. */
export async function checkAnswersOf(admin: Admin): Promise<{ readonly admin: Admin; readonly check: CheckAnswer; readonly failures: readonly string[] }> {
  const check = await (knownCheck ??= readServedDocument(admin));
  const failures: string[] = [];
  const fetch: Admin['fetch'] = async (request, bindings) => {
    const { method, url, headers: sent } = request;
    const answer = await admin.fetch(request, bindings);
    const { status, headers } = answer;
    if (request.signal.aborted) return answer; // nobody reads it
    if (!/[/+]json\b|^text\/html\b/.test(headers.get('content-type') ?? '')) return answer;
    try {
      if (URL.canParse(url)) check({ method, url, headers: sent, body: undefined }, { status, headers, text: await answer.clone().text() });
    } catch (error) {
      failures.push(String(error));
      throw error;
    }
    return answer;
  };
  return { admin: { fetch }, check, failures };
}
