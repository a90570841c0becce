// Runs the foreign commands that build images and act as clients: no shell, output kept, every run limited in time.
import { spawn } from 'node:child_process';

/** What a command did: `status` is null when a signal ended it. */
export interface CommandResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly elapsedMs: number;
}

export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: string;
  /** After this the command is killed; 120 s when left out. */
  readonly timeoutMs?: number;
}

/** Runs `command` to its end and returns what it printed; a failing status is a result, a command that can't start is an error. */
export function run(command: string, parameters: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const startedMs = Date.now();
    const child = spawn(command, parameters, {
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      env: options.env ?? process.env,
      stdio: 'pipe',
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), options.timeoutMs ?? 120_000);
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.on('close', (status) => {
      clearTimeout(timer);
      resolve({ status, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString(), elapsedMs: Date.now() - startedMs });
    });
    // A command that ends without reading its input breaks the pipe: its status says what happened.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
  });
}

/** As `run`, but anything other than status 0 is an error that shows the end of what was printed. */
export async function mustRun(command: string, parameters: readonly string[], options: CommandOptions = {}): Promise<string> {
  const result = await run(command, parameters, options);
  if (result.status !== 0) {
    const printed = `${result.stdout}\n${result.stderr}`.trim().slice(-2000);
    throw new Error(`${command} ${parameters.slice(0, 3).join(' ')} ended with status ${String(result.status)}: ${printed}`);
  }
  return result.stdout;
}
