// The answer to too many failed sign-ins.
import { explainSignInFailure } from '../identity/sign-in-failure.ts';
import { ProblemError } from './problem.ts';

const retryAfterSecondsDefault = 60;

/** Docker Hub's X-Retry-After is a Unix time in seconds; Retry-After (RFC 9110) a number of seconds. */
export function slowDown(nowMs: number, retryAfterSeconds = retryAfterSecondsDefault): ProblemError {
  return new ProblemError(429, explainSignInFailure('slow-down', { retryAfterSeconds }), {
    headers: {
      'Retry-After': String(retryAfterSeconds),
      'X-Retry-After': String(Math.ceil(nowMs / 1000) + retryAfterSeconds),
    },
  });
}
