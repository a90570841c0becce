// BuildKit without Docker: buildkitd as root with storage of its own, and buildctl, which builds from a Dockerfile that starts FROM the image.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { mustRun, run } from '../../upstream/command.ts';
import type { CommandResult } from '../../upstream/command.ts';
import { markerPath } from '../../upstream/recipe.ts';
import { authFileText } from '../image-client.ts';
import type { Credentials, ImageClient } from '../image-client.ts';
import { programOf } from './cached.ts';

const startTimeoutMs = 60_000;
const stopTimeoutMs = 30_000;

/** Starts it; buildctl takes sign-ins from the file where docker keeps them. `variables`: for both environments. Speaks plain HTTP to 127.0.0.0/8 alone. */
export async function createBuildKit(variables: Readonly<Record<string, string>> = {}): Promise<ImageClient> {
  const folder = await mkdtemp(join(tmpdir(), 'pullgate-buildkit-'));
  const address = `unix://${folder}/buildkitd.sock`;
  const settings = join(folder, 'buildkitd.toml');
  await writeFile(settings, '');
  const storage = ['--root', join(folder, 'root'), '--oci-worker-snapshotter', 'native', '--oci-worker-net', 'host'];
  const child = spawn(programOf('buildkit', 'buildkitd'), ['--config', settings, '--addr', address, ...storage], { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, ...variables } });
  let printed = '';
  child.stderr.on('data', (chunk: Buffer) => (printed = (printed + chunk.toString()).slice(-4000)));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  child.once('error', (error) => (printed += error.message));
  const close = async (): Promise<void> => {
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
    await ended;
    clearTimeout(late);
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  const env = { ...process.env, HOME: folder, DOCKER_CONFIG: folder, ...variables };
  const buildctl = (parameters: readonly string[]): Promise<CommandResult> => run(programOf('buildkit', 'buildctl'), ['--addr', address, ...parameters], { env });
  const deadlineMs = Date.now() + startTimeoutMs;
  while ((await buildctl(['debug', 'workers'])).status !== 0) {
    if (Date.now() > deadlineMs || child.exitCode !== null || child.pid === undefined) {
      await close();
      throw new Error(`buildkitd did not start: ${printed}`);
    }
    await sleep(100);
  }
  return createBuildctl({ folder, buildctl, close });
}

function createBuildctl({ folder, buildctl, close }: { folder: string; buildctl: (parameters: readonly string[]) => Promise<CommandResult>; close: () => Promise<void> }): ImageClient {
  const kept = join(folder, 'config.json');
  const context = join(folder, 'context');
  const built = join(folder, 'built');
  /** buildkitd takes whoever shows the same seed for the same person, and keeps that person's tokens for a while. */
  const forgetTokens = (): Promise<void> => rm(join(folder, '.token_seed'), { force: true });
  const keep = async (host: string, credentials: Credentials): Promise<void> => {
    await forgetTokens();
    await writeFile(kept, authFileText(host, credentials));
  };
  return {
    name: 'buildctl',
    version: async () => (await mustRun(programOf('buildkit', 'buildctl'), ['--version'])).trim(),
    login: async (host, credentials) => {
      await keep(host, credentials);
      return undefined;
    },
    keepSignIn: keep,
    logout: async () => {
      await forgetTokens();
      await rm(kept, { force: true });
    },
    pull: async (image) => {
      await mkdir(context, { recursive: true });
      await writeFile(join(context, 'Dockerfile'), `FROM ${image}\nLABEL built=yes\n`);
      const sources = ['--local', `context=${context}`, '--local', `dockerfile=${context}`];
      return buildctl(['build', '--progress', 'plain', '--frontend', 'dockerfile.v0', ...sources, '--output', `type=local,dest=${built}`]);
    },
    markerOf: () => readFile(join(built, markerPath), 'utf8'),
    forget: async () => {
      await buildctl(['prune', '--all']);
      await rm(built, { recursive: true, force: true });
    },
    close,
  };
}
