// Everything that rows share: one upstream, the peers, a temporary folder, each started when first asked for and ended with the stage.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDockerRegistry } from './peers/docker-registry.ts';
import type { DockerRegistry } from './peers/docker-registry.ts';
import { startNginx } from './peers/nginx.ts';
import type { Nginx } from './peers/nginx.ts';
import { startPullgate } from './peers/pullgate.ts';
import type { Pullgate } from './peers/pullgate.ts';
import { createProcesses } from './processes.ts';
import type { Processes } from './processes.ts';
import { startRelay } from './relay/start-relay.ts';
import type { Relay } from './relay/start-relay.ts';
import { startUpstream } from './upstream/start-upstream.ts';
import type { Upstream } from './upstream/start-upstream.ts';

/** Of one Pullgate. */
const printedCharactersMax = 2000;

export interface Stage extends AsyncDisposable {
  readonly processes: Processes;
  readonly upstream: () => Promise<Upstream>;
  /** docker-registry as a pull-through proxy of the upstream. */
  readonly registryProxy: () => Promise<DockerRegistry>;
  readonly nginx: () => Promise<Nginx>;
  /** A new recording relay before the upstream. */
  readonly relay: () => Promise<Relay>;
  /** A new Pullgate with an empty data folder. `upstream`: the address of docker.io. */
  readonly pullgate: (options: { readonly upstream: string; readonly workers?: number; readonly port?: number }) => Promise<Pullgate>;
  readonly temporaryFolder: (name: string) => Promise<string>;
  /** Runs at the end of the row, the last first. */
  readonly afterRow: (end: () => void) => void;
  readonly endRow: () => Promise<void>;
  /** The last of what each Pullgate of the row printed: for when something fails. */
  readonly printedByPullgate: () => string;
  /** Says what is being done, to whoever waits. */
  readonly say: (text: string) => void;
}

/** Makes the stage; nothing is started yet. */
export async function createStage(say: (text: string) => void): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'pullgate-bench-'));
  const processes = createProcesses();
  const whole = new AsyncDisposableStack();
  whole.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
  let row = new AsyncDisposableStack();
  let pullgates: Pullgate[] = [];
  let folders = 0;
  const temporaryFolder = async (name: string): Promise<string> => {
    const path = join(folder, `${name}-${(folders += 1)}`);
    await mkdir(path);
    return path;
  };

  const upstream = once(async () => {
    say('starting docker-registry as upstream');
    const started = await startUpstream({ processes, folder: await temporaryFolder('upstream') });
    whole.defer(started.stop);
    return started;
  });
  const registryProxy = once(async () => {
    const started = await startDockerRegistry({ processes, folder: await temporaryFolder('registry-proxy'), proxyOf: (await upstream()).address });
    whole.defer(started.stop);
    return started;
  });
  const nginx = once(async () => {
    const started = await startNginx({ processes, folder: await temporaryFolder('nginx'), upstream: (await upstream()).address });
    whole.defer(started.stop);
    return started;
  });
  return {
    processes,
    upstream,
    registryProxy,
    nginx,
    relay: async () => {
      const started = await startRelay({ processes, upstream: (await upstream()).address });
      row.defer(started.stop);
      return started;
    },
    pullgate: async ({ workers = 1, ...options }) => {
      const data = await temporaryFolder('data');
      const started = await startPullgate({ ...options, data, workers });
      row.defer(() => rm(data, { recursive: true, force: true, maxRetries: 3 }));
      row.defer(started.stop);
      pullgates.push(started);
      return started;
    },
    temporaryFolder,
    afterRow: (end) => {
      row.defer(end);
    },
    endRow: async () => {
      const ended = row;
      row = new AsyncDisposableStack();
      pullgates = [];
      await ended.disposeAsync();
    },
    printedByPullgate: () => pullgates.map((pullgate) => pullgate.output().slice(-printedCharactersMax)).join('\n'),
    say,
    [Symbol.asyncDispose]: async () => {
      await row.disposeAsync();
      await whole.disposeAsync();
    },
  };
}

/** Runs `make` the first time only. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
