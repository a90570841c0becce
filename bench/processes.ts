// Starts the programs that take part and ends every one of them, whatever becomes of the bench.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { delimiter } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { commandFolders } from './command.ts';

const stopTimeoutMs = 10_000;
const printedCharactersMax = 20_000;

export interface Daemon {
  readonly processId: number;
  readonly child: ChildProcess;
  /** The last of what it printed. */
  readonly printed: () => string;
  /** Asks it to end, then makes it. */
  readonly stop: () => Promise<void>;
}

export interface DaemonOptions {
  readonly command: string;
  readonly parameters: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** With a channel for messages (Node programs only). */
  readonly hasChannel?: boolean;
}

export interface Processes {
  readonly start: (options: DaemonOptions) => Promise<Daemon>;
  /** Ends what still runs, at once: for the very end of the bench. */
  readonly killAll: () => void;
}

export function createProcesses(): Processes {
  const running = new Set<ChildProcess>();
  return {
    start: async ({ command, parameters, env = {}, hasChannel = false }) => {
      const PATH = commandFolders().join(delimiter);
      const child = spawn(command, parameters, { env: { ...process.env, PATH, ...env }, stdio: ['ignore', 'pipe', 'pipe', ...(hasChannel ? (['ipc'] as const) : [])] });
      let printed = '';
      for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (printed = `${printed}${chunk.toString()}`.slice(-printedCharactersMax)));
      const ended = once(child, 'close');
      ended.catch(() => undefined);
      await once(child, 'spawn');
      running.add(child);
      child.once('close', () => running.delete(child));
      const stop = async (): Promise<void> => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        child.kill('SIGTERM');
        const late = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
        await ended;
        clearTimeout(late);
      };
      return { processId: child.pid ?? 0, child, printed: () => printed, stop };
    },
    killAll: () => {
      for (const child of running) child.kill('SIGKILL');
    },
  };
}

/** Waits until `address` answers with a status below 500. */
export async function untilAnswering(address: string, daemon: Daemon, limitMs = 20_000): Promise<void> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    const status = await fetch(address).then(async (answer) => {
      await answer.arrayBuffer();
      return answer.status;
    }, () => 599);
    if (status < 500) return;
    const { exitCode } = daemon.child;
    if (exitCode !== null || performance.now() > deadline) throw new Error(`${daemon.child.spawnfile} does not answer at ${address}: ${daemon.printed().slice(-2000)}`);
    await sleep(20);
  }
}
