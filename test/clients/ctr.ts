// containerd's own ctr against the containerd of the test's dockerd: it has no login, credentials go with each pull.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { mustRun, run } from '../upstream/command.ts';
import { markerPath } from '../upstream/recipe.ts';
import type { TestDockerd } from './dockerd.ts';
import type { Credentials, ImageClient } from './image-client.ts';

export function createCtr(dockerd: TestDockerd): ImageClient {
  const base = ['-a', dockerd.containerdSocket, '-n', 'pullgate-test'];
  let credentials: Credentials | undefined;
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
    pull: (image) => {
      const user = credentials === undefined ? [] : ['--user', `${credentials.username}:${credentials.secret}`];
      return run('ctr', [...base, 'images', 'pull', '--plain-http', '--snapshotter', 'native', ...user, image]);
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
