// The Docker Engine of the machine: dockerd inside the outside world, as its own /etc/docker/daemon.json and its service's variables have it.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OutsideWorld } from '../clients/outside-world.ts';
import { run } from '../upstream/command.ts';
import type { CommandResult } from '../upstream/command.ts';

export interface Engine {
  /** For DOCKER_HOST. */
  readonly host: string;
  /** For CONTAINERD_ADDRESS. */
  readonly containerdSocket: string;
  /** `docker WORDS` inside, with the sign-ins of the person whose home it is. */
  readonly docker: (...words: readonly string[]) => Promise<CommandResult>;
  readonly stop: () => Promise<void>;
}

const startTimeoutMs = 60_000;
const stopTimeoutMs = 30_000;

/** Starts it. `variables`: those of its service, proxies above all. */
export async function startEngine({ world, home }: { readonly world: OutsideWorld; readonly home: string }, variables: Readonly<Record<string, string>> = {}): Promise<Engine> {
  const folder = await mkdtemp(join(tmpdir(), 'pullgate-engine-'));
  const host = `unix://${join(folder, 'docker.sock')}`;
  const execRoot = join(folder, 'exec');
  const places = ['--data-root', join(folder, 'data'), '--exec-root', execRoot, '--pidfile', join(folder, 'pid'), '-H', host];
  const [enter, ...inside] = world.enter;
  const child = spawn(enter, [...inside, 'dockerd', '--iptables=false', '--ip6tables=false', '--bridge=none', ...places], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: process.env['PATH'], HOME: folder, TMPDIR: folder, ...variables },
  });
  let printed = '';
  child.stderr.on('data', (chunk: Buffer) => (printed = (printed + chunk.toString()).slice(-4000)));
  child.once('error', (error) => (printed += error.message));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const docker = (...words: readonly string[]): Promise<CommandResult> => world.run('docker', ['-H', host, ...words], { env: { PATH: process.env['PATH'], HOME: home }, timeoutMs: 60_000 });
  const stop = async (): Promise<void> => {
    const containerd = Number(await readFile(join(execRoot, 'containerd/containerd.pid'), 'utf8').catch(() => ''));
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
    await ended;
    clearTimeout(late);
    if (containerd > 0) endIfThere(containerd);
    await world.run('umount', ['--lazy', join(folder, 'data')]);
    await run('umount', ['--lazy', join(folder, 'data')]);
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  const deadlineMs = Date.now() + startTimeoutMs;
  while ((await docker('version')).status !== 0) {
    if (Date.now() > deadlineMs || child.exitCode !== null || child.pid === undefined) {
      await stop();
      throw new Error(`dockerd did not start: ${printed}`);
    }
    await sleep(100);
  }
  return { host, containerdSocket: join(execRoot, 'containerd/containerd.sock'), docker, stop };
}

function endIfThere(processId: number): void {
  try {
    process.kill(processId, 'SIGKILL');
  } catch {
    // It ended with its dockerd, as it should.
  }
}
