// A browser at the console: keeps the cookie that it is given, and says of each request where it comes from.
import assert from 'node:assert/strict';
import { type Installation, type Reply, type Send, password } from './installation.ts';

export interface Browser {
  /** As the console's own pages ask. */
  readonly send: Send;
  /** With the cookie, and nothing that a browser of today would add by itself. */
  readonly bare: Send;
  readonly cookie: string;
  readonly reply: Reply;
}

/** Signs in with the password, and with a code where there is one. */
export async function openBrowser({ anonymous }: Pick<Installation, 'anonymous'>, username: string, fields: object = {}): Promise<Browser> {
  const reply = await anonymous('POST', '/v2/sessions', { username, password, ...fields }, { 'User-Agent': 'Firefox/140' });
  assert.equal(reply.status, 201, reply.text);
  const cookie = cookieOf(reply);
  const bare: Send = (method, path, body, headers) => anonymous(method, path, body, { Cookie: cookie, ...headers });
  return { cookie, reply, bare, send: (method, path, body, headers) => bare(method, path, body, { 'Sec-Fetch-Site': 'same-origin', ...headers }) };
}

/** What a browser sends back of Set-Cookie: the name and the value. */
export function cookieOf({ headers }: Reply): string {
  const [pair = ''] = (headers.get('set-cookie') ?? '').split(';');
  return pair;
}
