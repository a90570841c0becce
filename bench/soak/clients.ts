// The clients of the soak: a number of them, each doing one thing after another until the time is over.
import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pullgate } from '../peers/pullgate.ts';
import { operations } from './operations.ts';
import type { Operation, Visit } from './operations.ts';

const failuresTold = 10;
const pauseMsMax = 60;

export interface ClientsOptions {
  readonly count: number;
  readonly pullgate: Pullgate;
  readonly stage: Pick<Visit, 'upstream' | 'images' | 'moving'>;
  /** Ends the clients, each after what it is doing. */
  readonly until: AbortSignal;
  /** Breaks off what they are doing. */
  readonly signal: AbortSignal;
}

export interface ClientsResult {
  readonly done: Readonly<Record<string, number>>;
  readonly failed: number;
  /** The first few. */
  readonly failures: readonly string[];
}

export async function runClients({ count, pullgate, stage, until, signal }: ClientsOptions): Promise<ClientsResult> {
  const done: Record<string, number> = {};
  const failures: string[] = [];
  let failed = 0;
  const failedWith = (text: string): void => {
    failed += 1;
    if (failures.length < failuresTold) failures.push(text);
  };
  const client = async (seed: number): Promise<void> => {
    const random = createRandom(seed);
    const agent = new Agent({ keepAlive: true, maxSockets: 4 });
    try {
      while (!until.aborted && !signal.aborted) {
        const operation = choose(random);
        try {
          await operation.run({ ...stage, gateway: pullgate.address(), authorization: await pullgate.authorization(), agent, random, signal });
          done[operation.name] = (done[operation.name] ?? 0) + 1;
        } catch (error) {
          // What the bench itself breaks off has not failed.
          if (error !== signal.reason) failedWith(`${operation.name}: ${error instanceof Error ? error.message : String(error)}`);
        }
        await sleep(random(pauseMsMax));
      }
    } finally {
      agent.destroy();
    }
  };
  await Promise.all(Array.from({ length: count }, (_value, index) => client(index + 1)));
  return { done, failed, failures };
}

const sumOfWeights = operations.reduce((sum, { weight }) => sum + weight, 0);

function choose(random: (limit: number) => number): Operation {
  let at = random(sumOfWeights);
  for (const operation of operations) {
    at -= operation.weight;
    if (at < 0) return operation;
  }
  throw new Error('the weights do not sum up');
}

/** Numerical Recipes' linear congruential generator: the same choices in every run. */
function createRandom(seed: number): (limit: number) => number {
  let state = seed * 2654435761;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}
