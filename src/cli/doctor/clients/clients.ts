// Every client that doctor knows, by the name of its command.
import type { Client, ClientOptions } from '../client.ts';
import { createCrane } from './crane.ts';
import { createCtr } from './ctr.ts';
import { createDocker } from './docker.ts';
import { createNerdctl } from './nerdctl.ts';
import { createPodman } from './podman.ts';
import { createSkopeo } from './skopeo.ts';

export const clientNames = ['docker', 'podman', 'buildah', 'skopeo', 'nerdctl', 'ctr', 'crane'] as const;
export type ClientName = (typeof clientNames)[number];

export const makeClient = {
  docker: createDocker,
  podman: (options) => createPodman('podman', options),
  buildah: (options) => createPodman('buildah', options),
  skopeo: createSkopeo,
  nerdctl: createNerdctl,
  ctr: createCtr,
  crane: createCrane,
} as const satisfies Record<ClientName, (options: ClientOptions) => Client>;
