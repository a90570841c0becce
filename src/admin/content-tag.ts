// ETag and If-Match (RFC 9110, section 13.1.1) for what has no revision of its own: a tag of its content, as its GET answers it. What has no tag either is changed with no If-Match but `*`.
import { createHash } from 'node:crypto';
import { type Route, comparesTags } from '../contract/route.ts';
import { type OperationId, routes } from '../contract/routes.ts';
import type { AnyAnswer, AnyOperation, Call } from './operation.ts';
import type { Operations } from './operations.ts';
import { ProblemError } from './problem.ts';

/**
 * Runs an operation. What reads tagged content answers with its ETag; what changes it does so only where If-Match, when given, names the content
 * that is there, one after the other for each thing, so that of two who saw the same one is told. Where there is nothing to compare with, a
 * condition that nobody can have met is refused and not left unread.
 * @throws ProblemError 412, and what the operation throws
 */
export type WithContentTag = (route: Route, call: Call<OperationId>, operation: AnyOperation) => Promise<AnyAnswer>;

interface Tagged {
  readonly route: Route;
  readonly read: AnyOperation;
}

export function createWithContentTag(operations: Operations): WithContentTag {
  const tagged = new Map<string, Tagged>();
  for (const [id, route] of Object.entries<Route>(routes)) if (route.hasContentTag === true) tagged.set(route.path, { route, read: operations[id as OperationId] });
  const turns = new Map<string, Promise<unknown>>();

  async function inTurn<T>(key: string, act: () => Promise<T>): Promise<T> {
    const before = turns.get(key);
    const turn = (before ?? Promise.resolve()).then(act, act);
    turns.set(key, turn);
    try {
      return await turn;
    } finally {
      if (turns.get(key) === turn) turns.delete(key);
    }
  }

  return async (route, call, operation) => {
    const content = tagged.get(route.path);
    if (route.method !== 'GET' && !comparesTags(route)) requireNoTag(call.ifMatch);
    if (content === undefined) return operation(call);
    if (route.method === 'GET') return withTag(content, await operation(call));
    return inTurn(`${route.path} ${JSON.stringify(call.params).toLowerCase()}`, async () => {
      if (call.ifMatch !== undefined && call.ifMatch.trim() !== '*') await requireTag(content, call, call.ifMatch);
      return withTag(content, await operation(call));
    });
  };
}

/** `*` asks that the thing be there, which the operation itself looks at. */
function requireNoTag(ifMatch: string | undefined): void {
  if (ifMatch === undefined || ifMatch.trim() === '*') return;
  throw new ProblemError(412, 'this operation has no ETag to compare If-Match with: leave If-Match out, or send `*`');
}

/** What is not there is told by the operation that reads it. */
async function requireTag(content: Tagged, call: Call<OperationId>, ifMatch: string): Promise<void> {
  const { body } = await content.read({ ...call, query: undefined, body: undefined });
  const tag = tagOf(content, body);
  if (tag !== undefined && ifMatch.split(',').some((each) => each.trim() === tag)) return;
  throw new ProblemError(412, 'it has been changed since you read it: read it again and repeat the change', { headers: tag === undefined ? {} : { ETag: tag } });
}

function withTag(content: Tagged, answer: AnyAnswer): AnyAnswer {
  const tag = tagOf(content, answer.body);
  return tag === undefined ? answer : { ...answer, headers: { ...answer.headers, ETag: tag } };
}

/** What nobody writes, and use alone changes: no change that somebody has to have seen. */
const changedByUse = ['last_used', 'last_used_at', 'failing_since', 'waiting', 'dropped'];

/** Of what reading it answers: a secret that only a change shows has no say in it; undefined for an answer that tells something else. */
function tagOf({ route }: Tagged, body: AnyAnswer['body']): string | undefined {
  if (typeof body !== 'object' || body instanceof ReadableStream) return undefined;
  const read = route.response?.safeParse(body);
  if (read?.success !== true) return undefined;
  return `"${createHash('sha256').update(JSON.stringify(read.data, (name, value: unknown) => (changedByUse.includes(name) ? undefined : value))).digest('base64url')}"`;
}
