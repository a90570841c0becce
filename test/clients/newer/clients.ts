// The newer clients as tests use them: what each needs built, what keeps it from running, and how it is started.
import { createCtr } from '../ctr.ts';
import type { ImageClient } from '../image-client.ts';
import { obstacle, requireRootTools } from '../tool.ts';
import { createBuildKit } from './buildkit.ts';
import { isBuilt } from './cached.ts';
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
} as const satisfies Record<string, readonly NewerName[]>;

export type NewerClientName = keyof typeof parts;
export const newerClientNames = Object.keys(parts) as NewerClientName[];

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
  }
}
