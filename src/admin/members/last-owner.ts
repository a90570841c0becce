// Why the last owner stays one.
import { ProblemError } from '../problem.ts';

export function lastOwner(name: string, organization: string): ProblemError {
  return new ProblemError(409, `\`${name}\` is the last owner of ${organization}: make another member an owner first`);
}
