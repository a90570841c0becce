// Docker's CLI against the test's own dockerd: pull, and the classic build.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mustRun, run } from '../upstream/command.ts';
import type { CommandResult } from '../upstream/command.ts';
import { markerPath } from '../upstream/recipe.ts';
import type { TestDockerd } from './dockerd.ts';
import { findCommands } from './installed.ts';
import { authFileText } from './image-client.ts';
import type { ImageClient } from './image-client.ts';

export interface DockerClient extends ImageClient {
  /** `docker build` without BuildKit of a Dockerfile that starts FROM `image`. */
  build(image: string): Promise<CommandResult>;
  /** The same with BuildKit; undefined where no CLI can: one of 20.10 or older has it built in, later ones need buildx. */
  buildWithBuildKit(image: string): Promise<CommandResult | undefined>;
}

const buildParameters = ['build', '--pull', '--no-cache', '-t', 'built-by-test'];

async function findBuildKitCli(): Promise<string | undefined> {
  for (const cli of findCommands('docker')) {
    const { stdout } = await run(cli, ['--version']);
    if (/version (?:18|19|20)\./.test(stdout) || (await run(cli, ['buildx', 'version'])).status === 0) return cli;
  }
  return undefined;
}

/** `variables`: for the CLI's environment. */
export function createDocker(dockerd: TestDockerd, variables: Readonly<Record<string, string>> = {}): DockerClient {
  const env = { ...process.env, DOCKER_HOST: dockerd.host, DOCKER_CONFIG: dockerd.configFolder, DOCKER_BUILDKIT: '0', HOME: dockerd.folder, ...variables };
  const docker = (parameters: readonly string[], input?: string): Promise<CommandResult> =>
    run(dockerd.docker, parameters, { env, ...(input === undefined ? {} : { input }) });
  const contextFrom = async (image: string): Promise<string> => {
    const context = join(dockerd.folder, 'context');
    await rm(context, { recursive: true, force: true });
    await mkdir(context, { recursive: true });
    await writeFile(join(context, 'Dockerfile'), `FROM ${image}\nLABEL built=yes\n`);
    return context;
  };
  return {
    name: 'docker',
    version: async () => (await mustRun(dockerd.docker, ['version', '--format', 'Engine {{.Server.Version}}, CLI {{.Client.Version}}'], { env })).trim(),
    login: (host, { username, secret }) => docker(['login', '-u', username, '--password-stdin', host], secret),
    keepSignIn: async (host, credentials) => {
      await mkdir(dockerd.configFolder, { recursive: true });
      await writeFile(join(dockerd.configFolder, 'config.json'), authFileText(host, credentials));
    },
    logout: async (host) => {
      await docker(['logout', host]);
    },
    pull: (image) => docker(['pull', image]),
    build: async (image) => docker([...buildParameters, await contextFrom(image)]),
    buildWithBuildKit: async (image) => {
      const cli = await findBuildKitCli();
      if (cli === undefined) return undefined;
      return run(cli, [...buildParameters, '--progress', 'plain', await contextFrom(image)], { env: { ...env, DOCKER_BUILDKIT: '1' } });
    },
    markerOf: async (image) => {
      const container = (await mustRun(dockerd.docker, ['create', image], { env })).trim();
      const file = join(dockerd.folder, 'marker.txt');
      await mustRun(dockerd.docker, ['cp', `${container}:/${markerPath}`, file], { env });
      await mustRun(dockerd.docker, ['rm', container], { env });
      return mustRun('cat', [file]);
    },
    forget: async (image) => {
      await docker(['rmi', '--force', 'built-by-test', image]);
    },
    close: () => Promise.resolve(),
  };
}
