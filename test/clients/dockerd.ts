// A Docker Engine of the test's own: started as root on a socket in a temporary folder, with its own containerd.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { run } from '../upstream/command.ts';
import { findCommand } from './installed.ts';
import { requireRootTools } from './tool.ts';

export interface TestDockerd {
  /** For DOCKER_HOST. */
  readonly host: string;
  /** The CLI that speaks to it. */
  readonly docker: string;
  /** For DOCKER_CONFIG: where the CLI keeps its sign-ins. */
  readonly configFolder: string;
  /** The socket of its containerd, for `ctr -a`. */
  readonly containerdSocket: string;
  /** A folder for the test's files, removed with the rest. */
  readonly folder: string;
  stop(): Promise<void>;
}

/** Which Docker Engine and CLI: Debian's, found on the PATH, unless told otherwise. */
export interface DockerPrograms {
  readonly dockerd: string;
  readonly docker: string;
  /** The folder of the containerd that this dockerd starts. */
  readonly containerdFolder?: string;
}

export const debianDocker: DockerPrograms = { dockerd: findCommand('dockerd') ?? 'dockerd', docker: 'docker' };

const startTimeoutMs = 60_000;
const stopTimeoutMs = 30_000;

/** False when a private dockerd can be started here, else the reason to skip. */
export function dockerdObstacle(): false | string {
  return requireRootTools('dockerd', 'docker', 'containerd', 'ctr');
}

/**
 * Starts dockerd without bridge and iptables: it pulls and builds, and runs no containers. How it stores it chooses itself: overlays, or plain folders where there are none.
 * Registries on 127.0.0.0/8 may speak plain HTTP to it without being configured. `variables`: for its environment, such as a proxy.
 */
export async function startDockerd(programs: DockerPrograms = debianDocker, variables: Readonly<Record<string, string>> = {}): Promise<TestDockerd> {
  const folder = await mkdtemp(join(tmpdir(), 'pullgate-dockerd-'));
  const socket = join(folder, 'docker.sock');
  const execRoot = join(folder, 'exec');
  const host = `unix://${socket}`;
  // An empty configuration of its own: the machine's is none of the test's business.
  const configuration = join(folder, 'daemon.json');
  await writeFile(configuration, '{}');
  const places = ['--data-root', join(folder, 'data'), '--exec-root', execRoot, '--pidfile', join(folder, 'pid'), '--config-file', configuration];
  const parameters = ['--iptables=false', '--ip6tables=false', '--bridge=none', ...places, '-H', host];
  const child = spawn(programs.dockerd, parameters, { stdio: ['ignore', 'ignore', 'pipe'], env: { ...environment(programs), TMPDIR: folder, ...variables } });
  let printed = '';
  child.stderr.on('data', (chunk: Buffer) => (printed = (printed + chunk.toString()).slice(-4000)));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  child.once('error', (error) => (printed += error.message));

  const stop = async (): Promise<void> => {
    const containerd = Number(await readFile(join(execRoot, 'containerd/containerd.pid'), 'utf8').catch(() => ''));
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
    await ended;
    clearTimeout(late);
    if (containerd > 0) killIfThere(containerd);
    // Where the machine's mounts are private, as in a container, dockerd mounts its data folder on itself and may leave it so.
    await run('umount', ['--lazy', join(folder, 'data')]);
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  const deadlineMs = Date.now() + startTimeoutMs;
  while ((await run(programs.docker, ['-H', host, 'version'], { timeoutMs: 10_000 })).status !== 0) {
    if (Date.now() > deadlineMs || child.exitCode !== null || child.pid === undefined) {
      await stop();
      throw new Error(`dockerd did not start: ${printed}`);
    }
    await sleep(100);
  }
  return { host, docker: programs.docker, configFolder: join(folder, 'cli'), containerdSocket: join(execRoot, 'containerd/containerd.sock'), folder, stop };
}

/** A proxy of this machine has nothing to do with loopback registries. */
function environment({ containerdFolder }: DockerPrograms): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env).filter(([name]) => !/^(https?|all)_proxy$/i.test(name));
  const path = containerdFolder === undefined ? {} : { PATH: `${containerdFolder}${delimiter}${process.env['PATH'] ?? ''}` };
  return { ...Object.fromEntries(entries), ...path };
}

function killIfThere(processId: number): void {
  try {
    process.kill(processId, 'SIGKILL');
  } catch {
    // It ended with its dockerd, as it should.
  }
}
