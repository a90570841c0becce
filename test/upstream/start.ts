// Starts the whole upstream of the tests: images, real docker-registry, Hub-like front.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isInstalled } from '../clients/installed.ts';
import { startFront } from './front.ts';
import type { Front, UpstreamPerson } from './front.ts';
import { prepareImages } from './images.ts';
import type { UpstreamImages } from './images.ts';
import { imageRecipes, robot } from './recipe.ts';
import { startRegistryProcess } from './registry-process.ts';

export interface UpstreamOptions {
  /** Where the image store is cached; `.cache/upstream` of the checkout when left out. */
  readonly folder?: string;
  readonly port?: number;
  readonly tokenLifetimeSeconds?: number;
  readonly tokenBytes?: number;
  readonly pullLimit?: number;
  readonly hasReferrers?: boolean;
  /** A copy of the images, which the robot may push to and delete from; what is left out shares one that nobody may. */
  readonly isWritable?: boolean;
  /** Docker IDs besides the robot. */
  readonly people?: readonly UpstreamPerson[];
  /** Repositories that are private though their recipes do not say so. */
  readonly privateRepositories?: readonly string[];
}

export interface TestUpstream extends Front, UpstreamImages {
  stop(): Promise<void>;
}

/** Why the upstream can't be started here, with the line that helps; undefined when it can. */
export function upstreamObstacle(): string | undefined {
  const missing = Object.entries({ 'docker-registry': 'docker-registry', umoci: 'umoci', skopeo: 'skopeo', tar: 'tar' }).filter(([command]) => !isInstalled(command));
  const [first] = missing;
  if (first === undefined) return undefined;
  return `${first[0]} is not installed: apt-get install ${missing.map(([, name]) => name).join(' ')}`;
}

/** Starts it on free loopback ports. The first start on a machine builds the images, which takes about a minute. */
export async function startUpstream(options: UpstreamOptions = {}): Promise<TestUpstream> {
  const images = await prepareImages(options.folder);
  const isWritable = options.isWritable === true;
  const copy = isWritable ? await mkdtemp(join(tmpdir(), 'pullgate-upstream-')) : undefined;
  if (copy !== undefined) await cp(images.folder, copy, { recursive: true });
  const running = await startRegistryProcess({ folder: copy ?? images.folder, isReadOnly: !isWritable });
  const registry = {
    address: running.address,
    stop: async (): Promise<void> => {
      await running.stop();
      if (copy !== undefined) await rm(copy, { recursive: true, force: true });
    },
  };
  try {
    const front = await startFront({
      backend: registry.address,
      port: options.port ?? 0,
      repositories: imageRecipes.map(({ repository, isPrivate }) => ({ repository, isPrivate: isPrivate || options.privateRepositories?.includes(repository) === true })),
      account: robot,
      ...(options.people === undefined ? {} : { people: options.people }),
      ...(options.tokenBytes === undefined ? {} : { tokenBytes: options.tokenBytes }),
      tokenLifetimeSeconds: options.tokenLifetimeSeconds ?? 300,
      pullLimit: options.pullLimit ?? 100_000,
      hasReferrers: options.hasReferrers ?? true,
      isWritable,
      now: Date.now,
    });
    const stop = async (): Promise<void> => {
      await Promise.all([front.close(), registry.stop()]);
    };
    return { ...front, ...images, stop };
  } catch (error) {
    await registry.stop();
    throw error;
  }
}
