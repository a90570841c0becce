// podman and buildah with storage of their own: plain folders (vfs), so that they work wherever root does.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mustRun, run } from '../upstream/command.ts';
import type { CommandResult } from '../upstream/command.ts';
import { markerPath } from '../upstream/recipe.ts';
import { authFileText } from './image-client.ts';
import type { ImageClient } from './image-client.ts';

/** Both speak the same command line where these tests use it; only the way into an image differs. `variables`: for their environment. */
export async function createPodman(command: 'podman' | 'buildah', variables: Readonly<Record<string, string>> = {}): Promise<ImageClient> {
  const folder = await mkdtemp(join(tmpdir(), `pullgate-${command}-`));
  const authFile = join(folder, 'auth.json');
  // podman and buildah refuse to start over a file that is named and not there.
  await writeFile(authFile, '{"auths":{}}');
  const env = { ...process.env, HOME: folder, XDG_RUNTIME_DIR: folder, REGISTRY_AUTH_FILE: authFile, ...variables };
  const storage = ['--root', join(folder, 'root'), '--runroot', join(folder, 'runroot'), '--storage-driver', 'vfs'];
  const tool = (parameters: readonly string[], input?: string): Promise<CommandResult> =>
    run(command, [...storage, ...parameters], { env, ...(input === undefined ? {} : { input }) });
  const must = async (parameters: readonly string[]): Promise<string> => (await mustRun(command, [...storage, ...parameters], { env })).trim();
  const markerIn = (mounted: string): Promise<string> => readFile(join(mounted, markerPath), 'utf8');
  return {
    name: command,
    version: async () => (await mustRun(command, ['--version'])).trim(),
    login: (host, { username, secret }) => tool(['login', '--tls-verify=false', '-u', username, '--password-stdin', host], secret),
    keepSignIn: (host, credentials) => writeFile(authFile, authFileText(host, credentials)),
    logout: async (host) => {
      await tool(['logout', host]);
    },
    // Left to itself buildah takes an image that it has, and asks nobody.
    pull: (image) => tool(['pull', '--tls-verify=false', ...(command === 'buildah' ? ['--policy', 'always'] : []), image]),
    markerOf: async (image) => {
      if (command === 'podman') {
        const text = await markerIn(await must(['image', 'mount', image]));
        await must(['image', 'unmount', image]);
        return text;
      }
      const container = await must(['from', '--pull-never', image]);
      const text = await markerIn(await must(['mount', container]));
      await must(['rm', container]);
      return text;
    },
    forget: async (image) => {
      await tool(['rmi', '--force', image]);
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
