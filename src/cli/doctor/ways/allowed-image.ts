// An allowed image passes: the client works, and what others say of it can be trusted.
import type { Answer } from '../answer.ts';
import type { Verdict } from '../finding.ts';
import { familiarName } from '../image-name.ts';
import { findingOf } from '../scene.ts';
import type { TryWay } from '../scene.ts';

export const tryAllowedImage: TryWay = async (scene) => {
  const image = scene.canaries.allowed;
  return [findingOf(scene, 'allowed image', { target: familiarName(image), verdict: judgeAllowed(await scene.ask(image)), close: '' })];
};

/** A refusal by the gateway is a sign-in that the client lacks: the way leads to the gateway all the same. */
function judgeAllowed(answer: Answer): Verdict {
  switch (answer.kind) {
    case 'pulled':
      return { result: 'covered', detail: 'pulled' };
    case 'gateway':
      return { result: 'covered', detail: `the gateway answers: ${answer.line}` };
    case 'permitted':
      return { result: 'covered', detail: `the gateway permits it and has it not: ${answer.line}` };
    case 'late':
      return { result: 'untried', detail: `no answer in time (--timeout): ${answer.line}` };
    case 'untrusted':
      return { result: 'untried', detail: `the client does not trust the certificate that it is shown: ${answer.line}` };
    case 'sign-in-refused':
      return { result: 'untried', detail: `the sign-in that is kept there is refused: sign in again: ${answer.line}` };
    case 'nothing':
    case 'origin':
    case 'unclear':
      return { result: 'untried', detail: `cannot be pulled: ${answer.line}` };
  }
}
