// What the answer to a pull that the policy refuses says of the way it took.
import type { Answer } from './answer.ts';
import type { Verdict } from './finding.ts';

/** `isConnected`: the client reached something when it asked for what is allowed. */
export function judgeRefused(answer: Answer, { isConnected }: { readonly isConnected: boolean }): Verdict {
  switch (answer.kind) {
    case 'gateway':
      return { result: 'covered', detail: answer.line };
    case 'pulled':
      return { result: 'leaks', detail: 'pulled, although the policy refuses it' };
    case 'origin':
      return { result: 'leaks', detail: `a registry answered, and not the gateway: ${answer.line}` };
    case 'sign-in-refused':
      return { result: 'untried', detail: `the sign-in that is kept there is refused: sign in again: ${answer.line}` };
    case 'nothing':
      return isConnected ? { result: 'covered', detail: `nothing answers: ${answer.line}` } : { result: 'untried', detail: `neither gateway nor registry answers: ${answer.line}` };
    case 'permitted':
      return { result: 'untried', detail: `the gateway permits it to who is signed in there (--user names that person): ${answer.line}` };
    case 'untrusted':
      return { result: 'untried', detail: `the client does not trust the certificate that it is shown: ${answer.line}` };
    case 'late':
      return { result: 'untried', detail: `no answer in time (--timeout): ${answer.line}` };
    case 'unclear':
      return { result: 'untried', detail: `doctor does not know this answer: ${answer.line}` };
  }
}
