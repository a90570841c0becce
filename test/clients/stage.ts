// Sets the whole scene for a file of client tests: upstream, gateway, its owner at the admin API, and the clients that are installed.
import { startGateway, organization, owner } from '../gateway-process.ts';
import type { GatewayProcess, GatewayProcessOptions } from '../gateway-process.ts';
import { startUpstream, upstreamObstacle } from '../upstream/start.ts';
import type { TestUpstream } from '../upstream/start.ts';
import { signInAtAdmin } from './admin-client.ts';
import type { AdminClient } from './admin-client.ts';
import { createCtr } from './ctr.ts';
import { createDocker } from './docker.ts';
import { dockerdObstacle, startDockerd } from './dockerd.ts';
import type { TestDockerd } from './dockerd.ts';
import type { ImageClient } from './image-client.ts';
import { createNewerClient, newerClientNames, newerObstacle } from './newer/clients.ts';
import type { NewerClientName } from './newer/clients.ts';
import { createPodman } from './podman.ts';
import { createSkopeo } from './skopeo.ts';
import { obstacle, requireRootTools, requireTools } from './tool.ts';

const debianClientNames = ['docker', 'podman', 'buildah', 'skopeo', 'ctr'] as const;
export type ClientName = (typeof debianClientNames)[number] | NewerClientName;
/** Every client that is to be tested here. */
export const clientNames: readonly ClientName[] = [...debianClientNames, ...newerClientNames];

/** Docker Official Images and verified publishers, nothing else. */
export const startingSettings = {
  enabled: true,
  allow_official_images: true,
  allow_verified_publishers: true,
  allow_sponsored_open_source: false,
  allow_community_images: false,
} as const;

export interface Stage {
  readonly upstream: TestUpstream;
  readonly gateway: GatewayProcess;
  /** Signed in as the owner. */
  readonly admin: AdminClient;
  /** A client that is not skipped. */
  client(name: ClientName): ImageClient;
  readonly dockerd: TestDockerd | undefined;
  close(): Promise<void>;
}

/** Everything that keeps a test of this client from running, for node:test's `skip`: one reading names all that is to be installed. */
export function clientObstacle(name: ClientName): false | string {
  const reasons = [obstacle(upstreamObstacle()), ownObstacle(name)].filter((reason) => reason !== false);
  return reasons.length === 0 ? false : reasons.join('; ');
}

function ownObstacle(name: ClientName): false | string {
  switch (name) {
    case 'docker':
    case 'ctr':
      return dockerdObstacle();
    case 'podman':
    case 'buildah':
      return requireRootTools(name);
    case 'skopeo':
      return requireTools('skopeo');
    case 'crane':
    case 'regctl':
    case 'ctr-2':
    case 'ctr-1.7':
    case 'buildctl':
    case 'docker-28':
    case 'docker-29':
      return newerObstacle(name);
  }
}

/** Starts everything; image access is on as in `startingSettings`. Each client has its own storage and its own sign-ins. */
export async function startStage(options: { clients: readonly ClientName[]; gateway?: Omit<GatewayProcessOptions, 'upstreams'> }): Promise<Stage> {
  const names = options.clients.filter((name) => clientObstacle(name) === false);
  // Closes the rest, too, when one thing does not close.
  const closers = new AsyncDisposableStack();
  const close = (): Promise<void> => closers.disposeAsync();
  try {
    const upstream = await startUpstream();
    closers.defer(() => upstream.stop());
    const gateway = await startGateway({ ...options.gateway, upstreams: { 'docker.io': upstream.address } });
    closers.defer(() => gateway.remove());
    const dockerd = names.includes('docker') || names.includes('ctr') ? await startDockerd() : undefined;
    if (dockerd !== undefined) closers.defer(() => dockerd.stop());
    const clients = new Map<ClientName, ImageClient>();
    for (const name of names) {
      const client = await createClient(name, dockerd);
      clients.set(name, client);
      closers.defer(() => client.close());
    }
    const admin = await signInAtAdmin(gateway.adminAddress, organization, owner);
    await admin.changeSettings(startingSettings);
    const client = (name: ClientName): ImageClient => {
      const found = clients.get(name);
      if (found === undefined) throw new Error(`${name} was not started for this test`);
      return found;
    };
    return { upstream, gateway, admin, client, dockerd, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function createClient(name: ClientName, dockerd: TestDockerd | undefined): Promise<ImageClient> {
  switch (name) {
    case 'podman':
    case 'buildah':
      return createPodman(name);
    case 'skopeo':
      return createSkopeo();
    case 'docker':
    case 'ctr':
      if (dockerd === undefined) throw new Error(`${name} needs dockerd`);
      return name === 'docker' ? createDocker(dockerd) : createCtr(dockerd);
    case 'crane':
    case 'regctl':
    case 'ctr-2':
    case 'ctr-1.7':
    case 'buildctl':
    case 'docker-28':
    case 'docker-29':
      return createNewerClient(name);
  }
}
