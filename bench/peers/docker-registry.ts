// The peer that everybody has: Debian's docker-registry, with its own content or as a pull-through proxy of another registry.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../free-port.ts';
import { untilAnswering } from '../processes.ts';
import type { Daemon, Processes } from '../processes.ts';

export interface DockerRegistry {
  /** `http://127.0.0.1:PORT`. */
  readonly address: string;
  readonly stop: () => Promise<void>;
  /** Ends it, empties its storage and starts it again at the same address. */
  readonly restartEmpty: () => Promise<void>;
}

export interface DockerRegistryOptions {
  readonly processes: Processes;
  /** Its own; made when it is not there. */
  readonly folder: string;
  /** Makes it a pull-through proxy of the registry there. */
  readonly proxyOf?: string;
}

/** As Debian configures it (descriptors cached in memory), without a line in the log for each request. */
export async function startDockerRegistry({ processes, folder, proxyOf }: DockerRegistryOptions): Promise<DockerRegistry> {
  const storage = join(folder, 'storage');
  const configuration = join(folder, 'config.yml');
  const address = `127.0.0.1:${await freePort()}`;
  await mkdir(storage, { recursive: true });
  await writeFile(configuration, describe({ storage, address, proxyOf }));

  let daemon: Daemon;
  const start = async (): Promise<void> => {
    daemon = await processes.start({ command: 'docker-registry', parameters: ['serve', configuration] });
    await untilAnswering(`http://${address}/v2/`, daemon);
  };
  const stop = (): Promise<void> => daemon.stop();
  await start();
  return {
    address: `http://${address}`,
    stop,
    restartEmpty: async () => {
      await stop();
      await rm(storage, { recursive: true, force: true });
      await mkdir(storage, { recursive: true });
      await start();
    },
  };
}

function describe(q: { readonly storage: string; readonly address: string; readonly proxyOf: string | undefined }): string {
  const proxy = q.proxyOf === undefined ? [] : ['proxy:', `  remoteurl: ${q.proxyOf}`];
  return [
    'version: 0.1',
    'log: { level: error, accesslog: { disabled: true } }',
    'storage:',
    `  filesystem: { rootdirectory: ${JSON.stringify(q.storage)} }`,
    '  cache: { blobdescriptor: inmemory }',
    '  delete: { enabled: true }',
    `http: { addr: ${q.address} }`,
    ...proxy,
    '',
  ].join('\n');
}
