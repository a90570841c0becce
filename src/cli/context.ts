// What every command is given: nothing else of the process is reached for.
import type { Environment } from './environment.ts';
import type { Terminal } from './terminal.ts';

/** 0: done, all permitted, all whole. 1: done, and the answer is no, or something was wrong. 2: bad usage or failure. */
export type ExitCode = 0 | 1 | 2;

export interface CliContext {
  readonly environment: Environment;
  readonly terminal: Terminal;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  /** The name of this machine, for the label of the token that `login` makes. */
  readonly hostName: string;
  readonly version: string;
  readonly setExitCode: (code: ExitCode) => void;
}
