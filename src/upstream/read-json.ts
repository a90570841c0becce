// Reading an answer that is a JSON object, as lists are.
import type { Answer } from './connection.ts';
import { UpstreamError } from './error.ts';
import { readAnswer } from './read-body.ts';
import type { BodyLimit } from './read-body.ts';

export interface JsonAnswer {
  readonly content: Readonly<Record<string, unknown>>;
  /** Of the body. */
  readonly bytes: number;
}

/** Reads a body that must be one JSON object. @throws UpstreamError `bad-response`, or the signal's reason */
export async function readJsonObject(answer: Answer, limit: BodyLimit): Promise<JsonAnswer> {
  const bytes = await readAnswer(answer, limit);
  let content: unknown;
  try {
    content = JSON.parse(bytes.toString('utf8'));
  } catch {
    throw notUsable(limit, 'is not JSON');
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) throw notUsable(limit, 'is not a JSON object');
  return { content: content as Readonly<Record<string, unknown>>, bytes: bytes.byteLength };
}

/** `sent a tag list that ...`. */
export function notUsable({ registry, what }: Pick<BodyLimit, 'registry' | 'what'>, problem: string): UpstreamError {
  return new UpstreamError({ kind: 'bad-response', registry, problem: `sent a ${what} that ${problem}` });
}
