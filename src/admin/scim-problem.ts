// How the routes of SCIM say that something is wrong (RFC 7644, 3.12), whichever part of the server found it.
import type { ScimProblem } from '../contract/problem.ts';
import { scimBasePath } from '../contract/paths.ts';
import { scimUrns } from '../contract/scim.ts';
import { type ProblemError, problemBody } from './problem.ts';

/** Whether a path, there or not, is SCIM's. */
export function isScimPath(path: string): boolean {
  return path === scimBasePath || path.startsWith(`${scimBasePath}/`);
}

/** The status is text. Of a 400 that nobody has named the values are wrong, or the whole body. */
export function scimProblemBody(problem: ProblemError): ScimProblem {
  const { status, extras } = problem;
  const { detail } = problemBody(problem);
  const isUnreadable = extras.fields !== undefined && Object.keys(extras.fields).every((field) => field === 'body');
  const scimType = extras.scimType ?? (status === 400 ? (isUnreadable ? 'invalidSyntax' : 'invalidValue') : undefined);
  return { schemas: [scimUrns.error], status: String(status), ...(scimType === undefined ? {} : { scimType }), detail };
}
