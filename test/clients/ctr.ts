// containerd's own ctr against the containerd of the test's dockerd: it has no login, credentials go with each pull.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mustRun, run } from '../upstream/command.ts';
import type { CommandResult } from '../upstream/command.ts';
import { markerPath } from '../upstream/recipe.ts';
import type { TestDockerd } from './dockerd.ts';
import type { Credentials, ImageClient } from './image-client.ts';

export interface CtrClient extends ImageClient {
  /** Pulls an image under its own name (`docker.io/library/nginx:latest`), all of its registry's traffic going to the gateway, as docs/clients.md sets containerd up. */
  pullThrough(gatewayAddress: string, image: string): Promise<CommandResult>;
}

export function createCtr(dockerd: TestDockerd): CtrClient {
  const base = ['-a', dockerd.containerdSocket, '-n', 'pullgate-test'];
  let credentials: Credentials | undefined;
  const pull = (settings: readonly string[], image: string): Promise<CommandResult> => {
    const user = credentials === undefined ? [] : ['--user', `${credentials.username}:${credentials.secret}`];
    return run('ctr', [...base, 'images', 'pull', '--snapshotter', 'native', ...settings, ...user, image]);
  };
  return {
    name: 'ctr',
    version: async () => (await mustRun('ctr', ['--version'])).trim(),
    login: (_host, given) => {
      credentials = given;
      return Promise.resolve(undefined);
    },
    keepSignIn: (_host, given) => {
      credentials = given;
      return Promise.resolve();
    },
    logout: () => {
      credentials = undefined;
      return Promise.resolve();
    },
    pull: (image) => pull(['--plain-http'], image),
    pullThrough: async (gatewayAddress, image) => {
      const hosts = join(dockerd.folder, 'hosts');
      const folder = join(hosts, image.slice(0, image.indexOf('/')));
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, 'hosts.toml'), `server = "${gatewayAddress}"\n\n[host."${gatewayAddress}"]\n  capabilities = ["pull", "resolve"]\n`);
      return pull(['--hosts-dir', hosts], image);
    },
    markerOf: async (image) => {
      const folder = await mkdtemp(join(dockerd.folder, 'mount-'));
      await mustRun('ctr', [...base, 'images', 'mount', '--snapshotter', 'native', image, folder]);
      try {
        return await readFile(join(folder, markerPath), 'utf8');
      } finally {
        await mustRun('ctr', [...base, 'images', 'unmount', '--snapshotter', 'native', '--rm', folder]);
        await rm(folder, { recursive: true, force: true });
      }
    },
    forget: async (image) => {
      await run('ctr', [...base, 'images', 'rm', '--sync', image]);
    },
    close: () => Promise.resolve(),
  };
}
