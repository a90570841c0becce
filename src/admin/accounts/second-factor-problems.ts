// What may be wrong with a second factor, in the words of the API.
import { explainSignInFailure } from '../../identity/sign-in-failure.ts';
import type { SignInRefused } from '../../identity/sign-in.ts';
import { ProblemError, invalidRequest } from '../problem.ts';
import { slowDown } from '../slow-down.ts';

export function alreadyOn(): ProblemError {
  return new ProblemError(409, 'the second factor is on already: switch it off first');
}

export function isOff(): ProblemError {
  return new ProblemError(409, 'the second factor is off: switch it on with /v2/user/totp');
}

export function wrongCode(): ProblemError {
  return invalidRequest({ code: [explainSignInFailure('wrong-code').replace('this code ', '')] });
}

export function refusedCode({ failure, retryAfterSeconds }: SignInRefused, nowMs: number): ProblemError {
  return failure === 'slow-down' ? slowDown(nowMs, retryAfterSeconds) : wrongCode();
}
