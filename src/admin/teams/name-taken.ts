// Two teams of an organization cannot have one name.
import { ProblemError } from '../problem.ts';

export function nameTaken(name: string): ProblemError {
  return new ProblemError(409, `the organization has a team \`${name}\` already: choose another name`);
}
