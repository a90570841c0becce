// The upstream that all contestants share: a real docker-registry with images of the bench's own making.
import { join } from 'node:path';
import { startDockerRegistry } from '../peers/docker-registry.ts';
import type { DockerRegistry } from '../peers/docker-registry.ts';
import type { Processes } from '../processes.ts';
import { pushImage } from './push.ts';
import type { PushedImage } from './push.ts';

const KB = 1000;
const MB = 1000 * KB;

/** Layers of each image, in bytes. */
const imageLayers = {
  /** A small manifest, pulled by tag. */
  small: Array.from({ length: 4 }, () => 2 * KB),
  layered: Array.from({ length: 10 }, () => 2 * MB),
  medium: [100 * MB],
  large: [500 * MB],
} as const satisfies Record<string, readonly number[]>;

export type ImageName = keyof typeof imageLayers;

export interface Upstream extends DockerRegistry {
  /** Pushed when first asked for, as `library/NAME:latest`. */
  readonly image: (name: ImageName) => Promise<PushedImage>;
}

export async function startUpstream({ processes, folder }: { readonly processes: Processes; readonly folder: string }): Promise<Upstream> {
  const registry = await startDockerRegistry({ processes, folder: join(folder, 'upstream') });
  const pushed = new Map<ImageName, Promise<PushedImage>>();
  return {
    ...registry,
    image: (name) => {
      const known = pushed.get(name);
      if (known !== undefined) return known;
      const pushing = pushImage({ registry: registry.address, repository: `library/${name}`, tag: 'latest', layerBytes: imageLayers[name] });
      pushed.set(name, pushing);
      return pushing;
    },
  };
}
