// Following redirects of an upstream, mostly of blobs to where it stores them, without ever carrying its token away.
import type { Answer, Connection, OutgoingRequest } from './connection.ts';
import { headerOf } from './connection.ts';
import { UpstreamError } from './error.ts';
import { discardAnswer } from './read-body.ts';

const redirectsMax = 5;
const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * Sends the request and follows what it is redirected to, five times at most. Authorization stays at the origin it was
 * made for (once left, it is not taken up again), and https is never left for http.
 * @throws UpstreamError, or the signal's reason
 */
export async function sendFollowing(connection: Connection, registry: string, request: OutgoingRequest): Promise<Answer> {
  let current = request;
  for (let redirects = 0; ; redirects += 1) {
    const answer = await connection.send(current);
    if (!redirectStatuses.has(answer.status)) return answer;
    discardAnswer(answer);
    if (redirects === redirectsMax) throw bad(registry, `redirects more than ${redirectsMax} times (last from ${answer.url.host})`);
    current = { ...current, ...nextStep(answer, current, registry) };
  }
}

function nextStep(answer: Answer, { headers }: OutgoingRequest, registry: string): Pick<OutgoingRequest, 'url' | 'headers'> {
  const location = headerOf(answer, 'location');
  const url = location === undefined ? null : URL.parse(location, answer.url);
  if (url === null) throw bad(registry, `redirects without a usable address (from ${answer.url.host})`);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw bad(registry, `redirects to something that is not http (${url.protocol})`);
  if (url.protocol === 'http:' && answer.url.protocol === 'https:') throw bad(registry, `redirects from https to http (${url.host})`);
  if (url.username !== '' || url.password !== '') throw bad(registry, `redirects to an address with a password in it (${url.host})`);
  if (url.origin === answer.url.origin) return { url, headers };
  return { url, headers: Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'authorization')) };
}

function bad(registry: string, problem: string): UpstreamError {
  return new UpstreamError({ kind: 'bad-response', registry, problem });
}
