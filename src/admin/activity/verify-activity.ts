// GET /v2/orgs/{org}/activity/verify, and /v2/activity/verify for the installation's own.
import type { ActivityVerification } from '../../contract/activity.ts';
import type { Operation } from '../operation.ts';
import type { ActivityProblem, ActivityStore } from './activity.port.ts';

export interface VerifyActivityOptions {
  readonly store: Pick<ActivityStore, 'verifyActivity'>;
}

export function createVerifyActivity({ store }: VerifyActivityOptions): Operation<'verifyActivity'> {
  return async ({ membership }) => ({ body: await verify(store, membership.organization) });
}

export function createVerifyInstallationActivity({ store }: VerifyActivityOptions): Operation<'verifyInstallationActivity'> {
  return async () => ({ body: await verify(store, null) });
}

async function verify(store: VerifyActivityOptions['store'], organization: string | null): Promise<ActivityVerification> {
  const { entries, head, problems, problemCount } = await store.verifyActivity(organization);
  return {
    organization,
    valid: problemCount === 0,
    entries,
    head,
    problem_count: problemCount,
    problems: problems.map((problem) => ({ ...problem, message: explain(problem) })),
  };
}

function explain({ problem, sequence, count }: ActivityProblem): string {
  const which = count > 1 ? `entries ${sequence ?? ''} to ${(sequence ?? 0) + count - 1}` : `entry ${sequence ?? ''}`;
  switch (problem) {
    case 'changed':
      return `${which} is not as it was written`;
    case 'missing':
      return `${which} ${count > 1 ? 'are' : 'is'} missing`;
    case 'added':
      return `${which} was put in past the end of the log`;
    case 'seal':
      return 'the ends of the logs do not fit their seal: entries were cut off or written by somebody without the secret key, in this log or another one of this installation';
  }
}
