// A client in a process of its own that tells when the first byte of an answer's body came.
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Processes } from '../processes.ts';

export interface FirstByteQuestion {
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
}

export type FirstByteAnswer = { readonly status: number; readonly atNs: string } | { readonly problem: string };

export interface FirstByteClient {
  /** Asks on a new connection, reads the first byte and hangs up. Resolves with when it came: nanoseconds of `process.hrtime.bigint()`, the machine's own clock. */
  readonly firstByteNs: (question: FirstByteQuestion) => Promise<bigint>;
  readonly stop: () => Promise<void>;
}

const program = fileURLToPath(new URL('first-byte-process.ts', import.meta.url));
const answerLimitMs = 30_000;

export async function startFirstByteClient(processes: Processes): Promise<FirstByteClient> {
  const { child, stop } = await processes.start({ command: process.execPath, parameters: [program], hasChannel: true });
  return {
    firstByteNs: async (question) => {
      child.send(question);
      const [answer] = (await once(child, 'message', { signal: AbortSignal.timeout(answerLimitMs) })) as [FirstByteAnswer];
      if ('problem' in answer) throw new Error(`the client of ${question.address} failed: ${answer.problem}`);
      if (answer.status !== 200) throw new Error(`${question.address} was answered with ${answer.status}`);
      return BigInt(answer.atNs);
    },
    stop,
  };
}
