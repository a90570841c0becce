// Keeps secrets out of the log: by the name of a field at any depth, and by the look of a text.

const secretNames = new Set([
  'authorization',
  'proxyauthorization',
  'cookie',
  'setcookie',
  'password',
  'passwordhash',
  'secret',
  'secretkey',
  'token',
  'accesstoken',
  'refreshtoken',
  'idtoken',
  'login2fatoken',
  'totpsecret',
  'recoverycodes',
  'currentpassword',
  'newpassword',
  'privatejwk',
  'privatekey',
]);
const redacted = '[redacted]';
const depthMax = 8;
const itemsMax = 100;

/** Our own tokens and Docker's, what follows an authentication scheme, a JWT, and the password in an address. */
const secretTexts: readonly { readonly looksLike: RegExp; readonly becomes: string }[] = [
  { looksLike: /\b((?:pgt|dckr)_(?:pat|oat|ses|scim)_)[\w-]+/g, becomes: `$1${redacted}` },
  { looksLike: /\b(Basic|Bearer) +[\w.~+/=-]{8,}/gi, becomes: `$1 ${redacted}` },
  { looksLike: /\beyJ[\w-]{5,}\.[\w-]+\.[\w-]+/g, becomes: redacted },
  { looksLike: /(:\/\/[^\s:@/]*):[^\s@/]+@/g, becomes: `$1:${redacted}@` },
];

/** Replaces what looks like a secret in a text. */
export function redactText(text: string): string {
  return secretTexts.reduce((rest, { looksLike, becomes }) => rest.replace(looksLike, becomes), text);
}

/**
 * A copy of log fields that can be written: secrets replaced, errors as plain objects, cycles and depth bounded.
 * A field is a secret by its name, whatever its case and with or without `-` and `_`: `Set-Cookie`, `access_token`, `accessToken`.
 */
export function redactFields(fields: object): Record<string, unknown> {
  return redactObject(fields, 0);
}

function redactValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= depthMax) return '[too deep]';
  if (value instanceof Error) return redactError(value, depth);
  if (value instanceof Date || value instanceof URL) return redactText(value.toJSON());
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.slice(0, itemsMax).map((item) => redactValue(item, depth + 1));
  if (value instanceof Map || value instanceof Headers) return redactObject(Object.fromEntries(value), depth);
  return redactObject(value, depth);
}

function redactObject(fields: object, depth: number): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields).slice(0, itemsMax)) {
    copy[name] = isSecretName(name) && value !== undefined ? redacted : redactValue(value, depth + 1);
  }
  return copy;
}

function redactError(error: Error, depth: number): Record<string, unknown> {
  return {
    type: error.name,
    message: redactText(error.message),
    ...(error.stack === undefined ? {} : { stack: redactText(error.stack) }),
    ...redactObject(error, depth),
    ...(error.cause === undefined ? {} : { cause: redactValue(error.cause, depth + 1) }),
  };
}

function isSecretName(name: string): boolean {
  return secretNames.has(name.toLowerCase().replaceAll(/[-_]/g, ''));
}
