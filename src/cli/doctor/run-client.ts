// Runs a client: no shell, limited in time and output, ended when doctor is stopped.
import { spawn } from 'node:child_process';

const KiB = 1024;
const outputBytesMax = 256 * KiB;
const graceMs = 3_000;

export type ClientEnvironment = Readonly<Record<string, string | undefined>>;

/** What a client did: `status` is null where it was ended from outside. */
export interface ClientRun {
  readonly status: number | null;
  /** The last 256 KiB of it. */
  readonly stdout: string;
  readonly stderr: string;
  /** It was ended because it took too long. */
  readonly isLate: boolean;
}

export interface RunOptions {
  readonly env: ClientEnvironment;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  /** Once it has printed this all is said: it is ended. */
  readonly last?: RegExp;
}

export type RunClient = (command: string, parameters: readonly string[], options: RunOptions) => Promise<ClientRun>;

/** Resolves when it has ended, however that was; a command that cannot be started has status 127. Rejects with the signal's reason once that is aborted and the client is gone. */
export const runClient: RunClient = (command, parameters, { env, timeoutMs, signal, last }) =>
  new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const child = spawn(command, parameters, { env: { ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    const output = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].on('data', (chunk: Buffer) => {
        output[name] = (output[name] + chunk.toString()).slice(-outputBytesMax);
        if (last?.test(output[name]) === true) end();
      });
    }
    let isLate = false;
    let kill: NodeJS.Timeout | undefined;
    let isEnded = false;
    const end = (): void => {
      isEnded = true;
      child.kill('SIGTERM');
      kill ??= setTimeout(() => child.kill('SIGKILL'), graceMs);
    };
    const timer = setTimeout(() => {
      isLate = true;
      end();
    }, timeoutMs);
    signal?.addEventListener('abort', end, { once: true });
    const settle = (status: number | null): void => {
      clearTimeout(timer);
      clearTimeout(kill);
      signal?.removeEventListener('abort', end);
      if (signal?.aborted === true) reject(signal.reason as Error);
      // podman's own status is 0 then.
      else resolve({ status: isEnded ? null : status, ...output, isLate });
    };
    child.once('error', ({ message }) => {
      output.stderr += message;
      settle(127);
    });
    child.once('close', settle);
  });
