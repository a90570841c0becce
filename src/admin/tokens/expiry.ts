// When a new token ends: kept as the client wrote it, and never in the past.
import { invalidRequest } from '../problem.ts';

/**
 * @param text an RFC 3339 time; empty or absent: never
 * @throws ProblemError 400 for a time that has passed
 */
export function parseExpiry(text: string | null | undefined, nowMs: number): string | null {
  if (text === undefined || text === null || text === '') return null;
  if (Date.parse(text) <= nowMs) throw invalidRequest({ expires_at: ['must lie in the future'] });
  return text;
}
