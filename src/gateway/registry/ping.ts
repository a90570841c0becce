// `/v2/`: tells a client that this is a registry, and whether its sign-in holds.
import type { Snapshot } from '../snapshot.ts';
import type { VerifiedToken } from '../../identity/verified-token.ts';
import { errorAnswer, permittedCaching } from './answer.ts';
import type { Answer } from './answer.ts';
import { challengeAnswer } from './denial.ts';
import type { ChallengeTarget } from './denial.ts';
import { goneMessage } from './gone.ts';

const body = '{}\n';

/** OCI distribution spec 1.1, "Determining Support". */
export function answerPing(token: VerifiedToken, { snapshot, target }: { readonly snapshot: Snapshot | undefined; readonly target: ChallengeTarget }): Answer {
  if (snapshot === undefined) return errorAnswer('UNAVAILABLE', 'the gateway has not loaded its policy yet: try again in a moment');
  const subject = snapshot.subjectOf(token);
  if ('gone' in subject) return challengeAnswer(goneMessage[subject.gone], { ...target, error: 'invalid_token' });
  return { status: 200, headers: { 'content-type': 'application/json', 'content-length': body.length, 'cache-control': permittedCaching }, body };
}
