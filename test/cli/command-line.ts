// The command line as a person or a script uses it, on a machine that has never seen it: in a process of its own, or quicker in this one.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { run } from '../../src/cli/run.ts';
import { createTerminal } from '../../src/cli/terminal.ts';

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Given {
  readonly input?: string;
  readonly server?: string;
  readonly username?: string;
  readonly password?: string;
}

export interface CommandLine {
  /** Gone after the test. */
  readonly folder: string;
  /** Where the login is kept. */
  readonly loginFile: string;
  /** Runs the very command line in this process, everything it reaches for included. */
  readonly run: (words: readonly string[], given?: Given) => Promise<Ended>;
  /** The same, without the defaults: with nothing but a stored login. */
  readonly runBare: (words: readonly string[]) => Promise<Ended>;
  /** Starts it as its users do; `env` is all of its environment beside PATH and the folders. */
  readonly start: (words: readonly string[], given?: { readonly input?: string; readonly env?: Readonly<Record<string, string>> }) => Promise<Ended>;
}

const program = fileURLToPath(new URL('../../bin/pullgate.mjs', import.meta.url));
const deadlineMs = 30_000;

/** An empty folder to work in, without a login. `defaults` are given to every `run`. */
export function openCommandLine(t: TestContext, defaults: Given = {}): CommandLine {
  const folder = mkdtempSync(join(tmpdir(), 'pullgate-cli-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const configFolder = join(folder, 'config', 'pullgate');
  const env = { PATH: process.env['PATH'] ?? '', HOME: folder, XDG_CONFIG_HOME: join(folder, 'config') };
  return {
    folder,
    loginFile: join(configFolder, 'cli.json'),
    run: (words, given = {}) => runHere(words, configFolder, { ...defaults, ...given }),
    runBare: (words) => runHere(words, configFolder, {}),
    start: (words, given = {}) => startProcess(words, { cwd: folder, env: { ...env, ...given.env }, input: given.input ?? '' }),
  };
}

async function runHere(words: readonly string[], configFolder: string, { input = '', ...given }: Given): Promise<Ended> {
  const ended = { code: 0, stdout: '', stderr: '' };
  const collect = (name: 'stdout' | 'stderr') =>
    new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        ended[name] += chunk.toString();
        done();
      },
    });
  const environment = { server: given.server, username: given.username, password: given.password, configFolder, allowsColours: true, variables: process.env };
  const terminal = createTerminal({ input: Readable.from([Buffer.from(input)]), output: collect('stdout'), errors: collect('stderr') }, environment);
  await run({ environment, terminal, now: Date.now, hostName: 'test-host', version: '1.2.3', setExitCode: (code) => (ended.code = code) }, words);
  return ended;
}

interface Started {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly input: string;
}

function startProcess(words: readonly string[], { cwd, env, input }: Started): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...words], { cwd, env, timeout: deadlineMs });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    // A command that reads no input may be gone before it is written.
    child.stdin.on('error', () => undefined);
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
    child.stdin.end(input);
  });
}
