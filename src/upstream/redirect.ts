// Following redirects of an upstream, mostly of blobs to where it stores them, without ever carrying its token away.
import type { Answer, Connection, OutgoingRequest } from './connection.ts';
import { headerOf } from './connection.ts';
import { UpstreamError } from './error.ts';
import { drainAnswer } from './read-body.ts';

const redirectsMax = 5;
const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * Sends the request and follows what it is redirected to, five times at most. Authorization stays at the origin it was
 * made for (once left, it is not taken up again), and https is never left for http. With `staysAtOrigin` a redirect to another
 * origin, held to the same rules, is the answer: `locationOf` tells where to, and its body is gone.
 * @throws UpstreamError, or the signal's reason
 */
export async function sendFollowing(connection: Pick<Connection, 'send'>, registry: string, request: OutgoingRequest, { staysAtOrigin }: { readonly staysAtOrigin: boolean }): Promise<Answer> {
  let current = request;
  for (let redirects = 0; ; redirects += 1) {
    const answer = await connection.send(current);
    if (!isRedirect(answer)) return answer;
    await drainAnswer(answer);
    if (redirects === redirectsMax) throw bad(registry, `redirects more than ${redirectsMax} times (last from ${answer.url.host})`);
    const next = nextStep(answer, current, registry);
    if (staysAtOrigin && next.url.origin !== answer.url.origin) return answer;
    current = { ...current, ...next };
  }
}

export function isRedirect({ status }: Pick<Answer, 'status'>): boolean {
  return redirectStatuses.has(status);
}

/** Where a redirect leads that `sendFollowing` returned. @throws UpstreamError for an address that must not be followed */
export function locationOf(answer: Answer, registry: string): string {
  return targetOf(answer, registry).href;
}

function nextStep(answer: Answer, { headers }: OutgoingRequest, registry: string): Pick<OutgoingRequest, 'url' | 'headers'> {
  const url = targetOf(answer, registry);
  if (url.origin === answer.url.origin) return { url, headers };
  return { url, headers: Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'authorization')) };
}

function targetOf(answer: Answer, registry: string): URL {
  const location = headerOf(answer, 'location');
  const url = location === undefined ? null : URL.parse(location, answer.url);
  if (url === null) throw bad(registry, `redirects without a usable address (from ${answer.url.host})`);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw bad(registry, `redirects to something that is not http (${url.protocol})`);
  if (url.protocol === 'http:' && answer.url.protocol === 'https:') throw bad(registry, `redirects from https to http (${url.host})`);
  if (url.username !== '' || url.password !== '') throw bad(registry, `redirects to an address with a password in it (${url.host})`);
  return url;
}

function bad(registry: string, problem: string): UpstreamError {
  return new UpstreamError({ kind: 'bad-response', registry, problem });
}
