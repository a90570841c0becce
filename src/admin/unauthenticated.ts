// The answer to whoever is not signed in, or could not be: with the challenge that RFC 9110 section 15.5.2 wants on every 401.
import { ProblemError } from './problem.ts';
import type { ProblemExtras } from './problem.ts';

export function unauthenticated(sentence: string, extras: ProblemExtras = {}): ProblemError {
  return new ProblemError(401, sentence, { ...extras, headers: { 'WWW-Authenticate': 'Bearer realm="pullgate"', ...extras.headers } });
}
