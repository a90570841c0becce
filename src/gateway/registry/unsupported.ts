// Pushing: not offered, and said so.
import { errorAnswer } from './answer.ts';
import type { Answer } from './answer.ts';

export const readMethods = ['GET', 'HEAD'] as const;
export type ReadMethod = (typeof readMethods)[number];

export function isReadMethod(method: string | undefined): method is ReadMethod {
  return method === 'GET' || method === 'HEAD';
}

/** Uploads, and PUT, POST, PATCH and DELETE on any endpoint. */
export function answerUnsupported(): Answer {
  return errorAnswer('UNSUPPORTED', 'push is not supported by this gateway yet: push to the registry itself', { headers: { allow: readMethods.join(', ') } });
}
