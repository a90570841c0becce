// Methods that an endpoint does not have.
import { errorAnswer } from './answer.ts';
import type { Answer } from './answer.ts';

export const readMethods = ['GET', 'HEAD'] as const;
export type ReadMethod = (typeof readMethods)[number];

export function isReadMethod(method: string | undefined): method is ReadMethod {
  return method === 'GET' || method === 'HEAD';
}

/** RFC 9110 section 15.5.6. */
export function answerUnsupported(allowed: readonly string[]): Answer {
  return errorAnswer('UNSUPPORTED', `method is not allowed here: use ${allowed.join(', ')}`, { headers: { allow: allowed.join(', ') } });
}
