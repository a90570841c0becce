// Runs a client program to its end, within a limit.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What it printed on standard output. Rejects when it fails, takes longer than the limit, or the signal ends it. */
export async function runCommand(command: string, parameters: readonly string[], { limitMs, signal }: { readonly limitMs: number; readonly signal: AbortSignal }): Promise<string> {
  const { stdout } = await run(command, [...parameters], { encoding: 'utf8', signal: AbortSignal.any([signal, AbortSignal.timeout(limitMs)]), killSignal: 'SIGKILL' });
  return stdout;
}
