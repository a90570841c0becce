// Lets the disk finish what an earlier try left it to write, so that the next one is not slowed by it.
import { runCommand } from './run-command.ts';

/** Waits until everything written so far is on the disk. */
export async function quietDisk(signal: AbortSignal): Promise<void> {
  await runCommand('sync', [], { limitMs: 60_000, signal });
}
