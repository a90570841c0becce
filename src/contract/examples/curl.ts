// An example as a command that can be pasted into a shell.
import type { Example } from '../example.ts';
import type { Route } from '../route.ts';

/** In several lines, each but the last with a backslash at its end. */
export function curlOf(example: Example, route: Route): string {
  const { method } = route;
  const parts = [`curl ${method === 'GET' ? '' : `-X ${method} `}"$ADMIN${pathFor(example, route)}"`];
  const bearer = bearerFor(example, route);
  if (bearer !== undefined) parts.push(`-H "Authorization: Bearer ${bearer}"`);
  for (const [name, value] of Object.entries(example.headers ?? {})) parts.push(`-H '${name}: ${value}'`);
  if (example.body !== undefined) parts.push(`-H 'Content-Type: ${route.caller === 'scim' ? 'application/scim+json' : 'application/json'}'`, `-d ${quoteBody(spaced(example.body))}`);
  return parts.join(' \\\n  ');
}

function bearerFor({ bearer }: Example, { caller }: Route): string | undefined {
  if (bearer !== undefined) return bearer;
  if (caller === 'anyone') return undefined;
  return caller === 'scim' ? '$SCIM_TOKEN' : '$TOKEN';
}

function pathFor({ params = {}, query = {} }: Example, { path }: Route): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encode(params[name] ?? (name === 'org' ? '$ORG' : `$${name.toUpperCase()}`)));
  const asked = Object.entries(query).map(([name, value]) => `${name}=${encode(String(value))}`);
  return asked.length === 0 ? filled : `${filled}?${asked.join('&')}`;
}

/** Percent-encoded, but for variables of the shell. */
function encode(text: string): string {
  return text.startsWith('$') ? text : encodeURIComponent(text);
}

/** JSON in one line, as people write it. */
function spaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`;
  if (typeof value === 'object' && value !== null) return `{${Object.entries(value).map(([key, each]) => `${JSON.stringify(key)}: ${spaced(each)}`).join(', ')}}`;
  return JSON.stringify(value);
}

/** Single quotes keep everything as it stands; a variable steps out of them. */
function quoteBody(json: string): string {
  return `'${json.replaceAll("'", `'\\''`).replace(/\$([A-Z][A-Z0-9_]*)/g, `'"$$$1"'`)}'`;
}
