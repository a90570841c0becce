// containerd's own ctr against a containerd of the test: it has no login, credentials go with each pull.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mustRun, run } from '../upstream/command.ts';
import type { CommandResult } from '../upstream/command.ts';
import { markerPath } from '../upstream/recipe.ts';
import type { Credentials, ImageClient } from './image-client.ts';

export interface CtrClient extends ImageClient {
  /** Pulls an image under its own name (`docker.io/library/nginx:latest`), all of its registry's traffic going to the gateway, as docs/clients.md sets containerd up. */
  pullThrough(gatewayAddress: string, image: string): Promise<CommandResult>;
}

/** A containerd that runs: the socket on which it answers, a folder for the test's files, and the `ctr` that speaks to it where that is not the PATH's. */
export interface ContainerdPlace {
  readonly containerdSocket: string;
  readonly folder: string;
  readonly ctr?: string;
}

/** `variables`: for ctr's environment. Speaks plain HTTP to 127.0.0.0/8 alone. */
export function createCtr({ containerdSocket, folder, ctr = 'ctr' }: ContainerdPlace, variables: Readonly<Record<string, string>> = {}): CtrClient {
  const base = ['-a', containerdSocket, '-n', 'pullgate-test'];
  let credentials: Credentials | undefined;
  const pull = (settings: readonly string[], image: string): Promise<CommandResult> => {
    const user = credentials === undefined ? [] : ['--user', `${credentials.username}:${credentials.secret}`];
    return run(ctr, [...base, 'images', 'pull', '--snapshotter', 'native', ...settings, ...user, image], { env: { ...process.env, ...variables } });
  };
  return {
    name: 'ctr',
    version: async () => (await mustRun(ctr, ['--version'])).trim(),
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
    pull: (image) => pull(image.startsWith('127.') ? ['--plain-http'] : [], image),
    pullThrough: async (gatewayAddress, image) => {
      const hosts = join(folder, 'hosts');
      const registry = join(hosts, image.slice(0, image.indexOf('/')));
      await mkdir(registry, { recursive: true });
      await writeFile(join(registry, 'hosts.toml'), `server = "${gatewayAddress}"\n\n[host."${gatewayAddress}"]\n  capabilities = ["pull", "resolve"]\n`);
      return pull(['--hosts-dir', hosts], image);
    },
    markerOf: async (image) => {
      const mounted = await mkdtemp(join(folder, 'mount-'));
      await mustRun(ctr, [...base, 'images', 'mount', '--snapshotter', 'native', image, mounted]);
      try {
        return await readFile(join(mounted, markerPath), 'utf8');
      } finally {
        await mustRun(ctr, [...base, 'images', 'unmount', '--snapshotter', 'native', '--rm', mounted]);
        await rm(mounted, { recursive: true, force: true });
      }
    },
    forget: async (image) => {
      await run(ctr, [...base, 'images', 'rm', '--sync', image]);
    },
    close: () => Promise.resolve(),
  };
}
