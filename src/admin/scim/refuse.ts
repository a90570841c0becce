// Why a SCIM request is refused, with the detail error keywords of RFC 7644, 3.12.
import type { ScimType } from '../../contract/scim.ts';
import { ProblemError } from '../problem.ts';

export function invalidPath(sentence: string): ProblemError {
  return badRequest('invalidPath', sentence);
}

export function invalidFilter(sentence: string): ProblemError {
  return badRequest('invalidFilter', sentence);
}

export function invalidSyntax(sentence: string): ProblemError {
  return badRequest('invalidSyntax', sentence);
}

export function invalidValue(sentence: string): ProblemError {
  return badRequest('invalidValue', sentence);
}

export function noTarget(sentence: string): ProblemError {
  return badRequest('noTarget', sentence);
}

/** Something else has the name already. */
export function notUnique(sentence: string): ProblemError {
  return new ProblemError(409, sentence, { scimType: 'uniqueness' });
}

function badRequest(scimType: ScimType, sentence: string): ProblemError {
  return new ProblemError(400, sentence, { scimType });
}
