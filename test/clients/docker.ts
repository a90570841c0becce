// Docker's CLI against the test's own dockerd: pull, and the classic build.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mustRun, run } from '../upstream/command.ts';
import type { CommandResult } from '../upstream/command.ts';
import { markerPath } from '../upstream/recipe.ts';
import type { TestDockerd } from './dockerd.ts';
import { authFileText } from './image-client.ts';
import type { ImageClient } from './image-client.ts';

export interface DockerClient extends ImageClient {
  /** `docker build` without BuildKit of a Dockerfile that starts FROM `image`. */
  build(image: string): Promise<CommandResult>;
}

export function createDocker(dockerd: TestDockerd): DockerClient {
  const env = { ...process.env, DOCKER_HOST: dockerd.host, DOCKER_CONFIG: dockerd.configFolder, DOCKER_BUILDKIT: '0', HOME: dockerd.folder };
  const docker = (parameters: readonly string[], input?: string): Promise<CommandResult> =>
    run('docker', parameters, { env, ...(input === undefined ? {} : { input }) });
  return {
    name: 'docker',
    version: async () => (await mustRun('docker', ['version', '--format', 'Engine {{.Server.Version}}, CLI {{.Client.Version}}'], { env })).trim(),
    login: (host, { username, secret }) => docker(['login', '-u', username, '--password-stdin', host], secret),
    keepSignIn: async (host, credentials) => {
      await mkdir(dockerd.configFolder, { recursive: true });
      await writeFile(join(dockerd.configFolder, 'config.json'), authFileText(host, credentials));
    },
    logout: async (host) => {
      await docker(['logout', host]);
    },
    pull: (image) => docker(['pull', image]),
    build: async (image) => {
      const context = join(dockerd.folder, 'context');
      await rm(context, { recursive: true, force: true });
      await mkdir(context, { recursive: true });
      await writeFile(join(context, 'Dockerfile'), `FROM ${image}\nLABEL built=yes\n`);
      return docker(['build', '--pull', '--no-cache', '-t', 'built-by-test', context]);
    },
    markerOf: async (image) => {
      const container = (await mustRun('docker', ['create', image], { env })).trim();
      const file = join(dockerd.folder, 'marker.txt');
      await mustRun('docker', ['cp', `${container}:/${markerPath}`, file], { env });
      await mustRun('docker', ['rm', container], { env });
      return mustRun('cat', [file]);
    },
    forget: async (image) => {
      await docker(['rmi', '--force', 'built-by-test', image]);
    },
    close: () => Promise.resolve(),
  };
}
