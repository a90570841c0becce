// The headers of answers and requests, each described once.

interface HeaderObject {
  readonly description: string;
  readonly required: boolean;
  readonly schema: { readonly type: 'string' | 'integer'; readonly pattern?: string };
  readonly example?: string | number;
}

const text = { type: 'string' } as const;
const whole = { type: 'integer' } as const;

/** By name; `required`: every answer that lists it has it. */
export const answerHeaders = {
  'X-Request-Id': { description: 'names the request in the log of the server', required: true, schema: text, example: '0d6f5a1e-6f0f-4c3a-9a58-5f1f3f5c8a11' },
  'X-RateLimit-Limit': { description: 'requests a minute', required: true, schema: whole, example: 600 },
  'X-RateLimit-Remaining': { description: 'how many are left', required: true, schema: whole, example: 597 },
  'X-RateLimit-Reset': { description: 'when they begin anew, as a Unix time in seconds', required: true, schema: whole, example: 1795348860 },
  'X-Retry-After': { description: 'when to ask again, as a Unix time in seconds', required: true, schema: whole, example: 1795348860 },
  'Retry-After': { description: 'in how many seconds to ask again', required: true, schema: whole, example: 40 },
  'WWW-Authenticate': { description: 'how to sign in', required: true, schema: text, example: 'Bearer realm="pullgate"' },
  ETag: { description: 'the revision, or a tag of the content, for If-Match', required: false, schema: { type: 'string', pattern: '^(?:W/)?"[^"]+"$' }, example: '"12"' },
  Location: { description: 'where to go on', required: true, schema: text },
  'Content-Disposition': { description: 'the name of the file', required: false, schema: { type: 'string', pattern: '^attachment; ?filename="[^"]+"$' } },
  'Set-Cookie': { description: 'the session', required: false, schema: text },
} as const satisfies Readonly<Record<string, HeaderObject>>;
export type AnswerHeader = keyof typeof answerHeaders;

export const ifMatchParameter = {
  name: 'If-Match',
  in: 'header',
  required: false,
  description: 'change something only at the revision of this ETag: at another one the answer is 412, and nothing is changed',
  schema: text,
  example: '"12"',
} as const;

/** Of operations on what has no ETag. */
export const ifMatchWithoutTagParameter = {
  name: 'If-Match',
  in: 'header',
  required: false,
  description: '`*` alone: this operation has no ETag to compare with, and answers 412 to any other',
  schema: text,
  example: '*',
} as const;

/** References to `components.headers`. */
export function refer(names: readonly AnswerHeader[]): Readonly<Record<string, object>> {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}
