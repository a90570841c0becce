// What machine and which versions the figures are of: enough to compare, nothing that names the host.
import { execFileSync } from 'node:child_process';
import { availableParallelism, cpus, release, totalmem, type } from 'node:os';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const GiB = 2 ** 30;

export interface Machine {
  readonly cpu: string;
  /** Cores that the bench uses. */
  readonly cores: number;
  readonly memoryGiB: number;
  readonly kernel: string;
  readonly node: string;
  /** By program; `not installed` where it is missing. */
  readonly peers: Readonly<Record<string, string>>;
  /** With `+` when the checkout had changes. */
  readonly commit: string;
}

export function describeMachine(): Machine {
  return {
    cpu: (cpus()[0]?.model ?? 'unknown').trim(),
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / GiB),
    kernel: `${type()} ${release()}`,
    node: process.version,
    peers: {
      'docker-registry': versionOf('docker-registry', ['--version']),
      nginx: versionOf('nginx', ['-v']),
      wrk: versionOf('wrk', ['-v']),
      curl: versionOf('curl', ['--version']),
    },
    commit: commit(),
  };
}

/** A name for the results' file: `2-cores-amd-epyc-7b13`. */
export function machineName({ cpu, cores }: Machine): string {
  return `${cores}-cores-${cpu}`.toLowerCase().replace(/\((r|tm)\)/g, '').replace(/[^a-z0-9]+/g, '-').replace(/-+$/, '');
}

function versionOf(command: string, parameters: readonly string[]): string {
  const printed = output(`${command} ${parameters.join(' ')} 2>&1`);
  return /\d+\.\d+(?:\.\d+)?\S*/.exec(printed.split('\n')[0] ?? '')?.[0] ?? 'not installed';
}

function commit(): string {
  const name = output('git rev-parse --short=12 HEAD').trim();
  if (name === '') return 'unknown';
  return output('git status --porcelain -- src bench package-lock.json').trim() === '' ? name : `${name}+`;
}

/** What a command prints, whatever its status: `wrk -v` ends with 1. Empty when it cannot be run. */
function output(command: string): string {
  try {
    return execFileSync('sh', ['-c', `${command} || true`], { cwd: root, encoding: 'utf8', timeout: 10_000, stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return '';
  }
}
