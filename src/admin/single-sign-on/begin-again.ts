// Where a person whose sign-in was refused begins it again: the link on the page that tells them why.
import { pathOf, paths } from '../../contract/paths.ts';
import { ProblemError } from '../problem.ts';
import type { Attempt } from './attempts.ts';

/** The path at which the same is begun again; of a link, which only who is signed in begins, where it was begun. */
export function beginAgainAt({ organization, purpose }: Pick<Attempt, 'organization' | 'purpose'>): string {
  if (purpose.kind === 'link') return purpose.returnTo;
  const query = purpose.kind === 'browser' ? { return_to: purpose.returnTo } : { code_challenge: purpose.codeChallenge, ...(purpose.loopback === undefined ? {} : { port: String(purpose.loopback.port), state: purpose.loopback.state }) };
  return `${pathOf(paths.singleSignOnStart, { org: organization })}?${new URLSearchParams(query).toString()}`;
}

/** Adds the way back to whatever problem the work ends in, except where there is nothing to begin. */
export async function offerAgain<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof ProblemError && error.status !== 404 ? new ProblemError(error.status, error.message, { ...error.extras, beginAgainAt: path }) : error;
  }
}
