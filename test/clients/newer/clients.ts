// The newer clients as tests use them: what each needs built, what keeps it from running, and how it is started.
import { createCtr } from '../ctr.ts';
import { createDocker } from '../docker.ts';
import { startDockerd } from '../dockerd.ts';
import type { DockerPrograms } from '../dockerd.ts';
import type { ImageClient } from '../image-client.ts';
import { obstacle, requireRootTools } from '../tool.ts';
import { createBuildKit } from './buildkit.ts';
import { folderOf, isBuilt, programOf } from './cached.ts';
import { startContainerd } from './containerd.ts';
import { createCrane } from './crane.ts';
import type { NewerName } from './recipe.ts';
import { createRegctl } from './regctl.ts';

/** What has to be built for each. */
const parts = {
  crane: ['crane'],
  regctl: ['regctl'],
  'ctr-2': ['containerd-2'],
  'ctr-1.7': ['containerd-1.7'],
  buildctl: ['buildkit'],
  'docker-28': ['docker-28', 'docker-cli', 'containerd-2'],
  'docker-29': ['docker-29', 'docker-cli', 'containerd-2'],
} as const satisfies Record<string, readonly NewerName[]>;

export type NewerClientName = keyof typeof parts;

/** All of them, whether tests run them here or not. */
export const knownNewerClientNames = Object.keys(parts) as NewerClientName[];

/** Clients that take so long to build that only who asks for them has them: they are no missing clients. */
const heavy: readonly NewerClientName[] = ['docker-28', 'docker-29'];

/** Those that tests run: the heavy ones where they are built, or where PULLGATE_TEST_HEAVY=1 asks for them. */
export const newerClientNames: readonly NewerClientName[] = knownNewerClientNames.filter(
  (name) => !heavy.includes(name) || process.env['PULLGATE_TEST_HEAVY'] === '1' || parts[name].every(isBuilt),
);

/** For each client that is left out, the line that says why and what to type. */
export function leftOut(): string[] {
  return heavy.filter((name) => !newerClientNames.includes(name)).map((name) => `${name} is not tested, as it takes minutes to build: npm run clients:newer -- ${parts[name].join(' ')}`);
}

/** What the client is made of. */
export function partsOf(name: NewerClientName): readonly NewerName[] {
  return parts[name];
}

/** False when the client can run here, else the reason to skip, with the line that builds it. */
export function newerObstacle(name: NewerClientName): false | string {
  const missing = parts[name].filter((part) => !isBuilt(part));
  if (missing.length > 0) return obstacle(`${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} not built: npm run clients:newer -- ${missing.join(' ')}`);
  return name === 'crane' || name === 'regctl' ? false : requireRootTools('tar');
}

/** Starts it, storing in a folder of its own. `variables`: for its environment, and its daemon's. */
export async function createNewerClient(name: NewerClientName, variables: Readonly<Record<string, string>> = {}): Promise<ImageClient> {
  switch (name) {
    case 'crane':
      return createCrane(variables);
    case 'regctl':
      return createRegctl(variables);
    case 'ctr-2':
    case 'ctr-1.7': {
      const containerd = await startContainerd(name === 'ctr-2' ? 'containerd-2' : 'containerd-1.7', variables);
      return { ...createCtr(containerd, variables), close: () => containerd.stop() };
    }
    case 'buildctl':
      return createBuildKit(variables);
    case 'docker-28':
    case 'docker-29': {
      const dockerd = await startDockerd(newerDocker(name), variables);
      return { ...createDocker(dockerd, variables), close: () => dockerd.stop() };
    }
  }
}

/** A newer Docker Engine and CLI, as `startDockerd` takes them. */
export function newerDocker(name: 'docker-28' | 'docker-29'): DockerPrograms {
  return { dockerd: programOf(name, 'dockerd'), docker: programOf('docker-cli', 'docker'), containerdFolder: folderOf('containerd-2') };
}
