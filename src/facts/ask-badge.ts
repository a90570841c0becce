// Asks Docker Hub for the badge of one namespace: GET /v2/orgs/{namespace}/, without credentials.
import { z } from 'zod';

const KiB = 1024;
const answerBytesMax = 64 * KiB;
const answerTimeoutMs = 10_000;

export type BadgeAnswer =
  /** `badge` as it is there, '' for none. */
  | { readonly kind: 'organization'; readonly badge: string }
  /** A person's namespace, or nobody's. */
  | { readonly kind: 'none' }
  | { readonly kind: 'limited'; readonly retryAfterMs: number }
  /** Nothing that says anything of a badge. */
  | { readonly kind: 'failed'; readonly problem: string };

export type AskBadge = (namespace: string, signal: AbortSignal) => Promise<BadgeAnswer>;

const organization = z.object({ orgname: z.string(), badge: z.string().max(100).nullable() });

/** @param address an origin */
export function createAskBadge({ address, userAgent, now, timeoutMs = answerTimeoutMs }: { readonly address: string; readonly userAgent: string; readonly now: () => number; readonly timeoutMs?: number }): AskBadge {
  return async (namespace, signal) => {
    try {
      const response = await fetch(new URL(`/v2/orgs/${encodeURIComponent(namespace)}/`, address), {
        headers: { Accept: 'application/json', 'User-Agent': userAgent },
        redirect: 'manual',
        credentials: 'omit',
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      });
      return await readAnswer(response, { namespace, nowMs: now() });
    } catch (error) {
      signal.throwIfAborted();
      return { kind: 'failed', problem: describeFailure(error, timeoutMs) };
    }
  };
}

async function readAnswer(response: Response, { namespace, nowMs }: { readonly namespace: string; readonly nowMs: number }): Promise<BadgeAnswer> {
  const { status, headers } = response;
  if (status === 200) return readOrganization(await readText(response), namespace);
  await response.body?.cancel();
  if (status === 404 || isPerson(status, headers.get('location'))) return { kind: 'none' };
  if (status === 429) return { kind: 'limited', retryAfterMs: readRetryAfter(headers, nowMs) };
  return { kind: 'failed', problem: `it answers ${status}` };
}

function readOrganization(text: string | undefined, namespace: string): BadgeAnswer {
  if (text === undefined) return { kind: 'failed', problem: `its answer is larger than ${answerBytesMax / KiB} KiB` };
  const parsed = organization.safeParse(parseJson(text));
  if (!parsed.success) return { kind: 'failed', problem: 'its answer is no organization with a badge' };
  const { orgname, badge } = parsed.data;
  // A page that answers everything alike would take away or give every badge.
  if (orgname.toLowerCase() !== namespace) return { kind: 'failed', problem: 'its answer is of another organization' };
  return { kind: 'organization', badge: badge ?? '' };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Docker Hub sends from `/v2/orgs/{person}/` to `/v2/users/{person}/`; any other redirect says nothing. */
function isPerson(status: number, location: string | null): boolean {
  if (status < 300 || status > 399 || location === null) return false;
  return URL.parse(location, 'https://hub.docker.com')?.pathname.startsWith('/v2/users/') === true;
}

/** Seconds or a date, as in RFC 9110, section 10.2.3, or Docker Hub's `X-Retry-After`, a time in seconds since the Unix epoch. */
function readRetryAfter(headers: Headers, nowMs: number): number {
  const standard = headers.get('retry-after')?.trim() ?? '';
  const seconds = /^\d{1,9}$/.test(standard) ? Number(standard) : Number.NaN;
  const untilMs = Number.isNaN(seconds) ? Date.parse(standard) : nowMs + seconds * 1000;
  const ownUntilMs = Number(headers.get('x-retry-after') ?? Number.NaN) * 1000;
  const chosenMs = [untilMs, ownUntilMs].find((each) => Number.isFinite(each));
  const waitDefaultMs = 60_000;
  return chosenMs === undefined ? waitDefaultMs : Math.max(0, chosenMs - nowMs);
}

/** Undefined: larger than may be. */
async function readText(response: Response): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > answerBytesMax) return undefined; // leaving the loop ends the connection
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The code alone: a message of the network may quote anything. */
function describeFailure(error: unknown, timeoutMs: number): string {
  if (error instanceof DOMException && error.name === 'TimeoutError') return `it did not answer within ${timeoutMs / 1000} s`;
  const cause = error instanceof Error ? error.cause : undefined;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : 'the connection failed';
  return `it cannot be reached (${code})`;
}
