// If-Match of what changes a connection: its revision.
import { ProblemError } from '../problem.ts';
import type { SingleSignOnConnection } from './single-sign-on.port.ts';
import { connectionTag } from './wire-connection.ts';

/** @throws ProblemError 412 */
export function requireConnectionTag(ifMatch: string | undefined, before: SingleSignOnConnection | undefined): void {
  if (ifMatch === undefined || (ifMatch.trim() === '*' && before !== undefined)) return;
  const tag = before && connectionTag(before.revision);
  if (tag !== undefined && ifMatch.split(',').some((each) => each.trim() === tag)) return;
  throw new ProblemError(412, before === undefined ? 'there is no connection yet: leave If-Match out' : `the connection is at revision ${before.revision} by now: read it again and repeat the change`, tag === undefined ? {} : { headers: { ETag: tag } });
}
