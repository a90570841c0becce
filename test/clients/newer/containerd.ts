// A containerd of the test's own: started as root on a socket in a temporary folder, storing in plain folders (native).
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { run } from '../../upstream/command.ts';
import { hostArchitecture } from '../../upstream/recipe.ts';
import type { ContainerdPlace } from '../ctr.ts';
import { programOf } from './cached.ts';

export interface TestContainerd extends Required<ContainerdPlace> {
  stop(): Promise<void>;
}

const startTimeoutMs = 60_000;
const stopTimeoutMs = 30_000;

/** What pulls inside containerd (ctr does, since 2.1) has to be told where to unpack. */
const settings = (folder: string): string => `version = 2
root = "${folder}/root"
state = "${folder}/state"
[grpc]
  address = "${folder}/containerd.sock"
[plugins."io.containerd.internal.v1.opt"]
  path = "${folder}/opt"
[[plugins."io.containerd.transfer.v1.local".unpack_config]]
  platform = "linux/${hostArchitecture()}"
  snapshotter = "native"
`;

/** `variables`: for its environment. */
export async function startContainerd(name: 'containerd-2' | 'containerd-1.7', variables: Readonly<Record<string, string>> = {}): Promise<TestContainerd> {
  const folder = await mkdtemp(join(tmpdir(), 'pullgate-containerd-'));
  const configuration = join(folder, 'config.toml');
  await writeFile(configuration, settings(folder));
  const containerdSocket = join(folder, 'containerd.sock');
  const ctr = programOf(name, 'ctr');
  const child = spawn(programOf(name, 'containerd'), ['--config', configuration], { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, ...variables } });
  let printed = '';
  child.stderr.on('data', (chunk: Buffer) => (printed = (printed + chunk.toString()).slice(-4000)));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  child.once('error', (error) => (printed += error.message));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
    await ended;
    clearTimeout(late);
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  const deadlineMs = Date.now() + startTimeoutMs;
  while ((await run(ctr, ['-a', containerdSocket, 'version'], { timeoutMs: 10_000 })).status !== 0) {
    if (Date.now() > deadlineMs || child.exitCode !== null || child.pid === undefined) {
      await stop();
      throw new Error(`containerd did not start: ${printed}`);
    }
    await sleep(100);
  }
  return { containerdSocket, folder, ctr, stop };
}
