// The entry point of the `pullgate` command: reaches for the process once, and hands it on.
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import process from 'node:process';
import { z } from 'zod';
import { readEnvironment } from './environment.ts';
import { run } from './run.ts';
import { createTerminal } from './terminal.ts';

const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')));
const environment = readEnvironment();
const terminal = createTerminal({ input: process.stdin, output: process.stdout, errors: process.stderr }, environment);

// A reader that has seen enough (`pullgate pulls list | head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

await run(
  {
    environment,
    terminal,
    now: Date.now,
    hostName: hostname(),
    version,
    setExitCode: (code) => {
      process.exitCode = code;
    },
  },
  process.argv.slice(2),
);
