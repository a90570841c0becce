// The mirrors of containerd: hosts.toml. When all of its hosts have refused, containerd asks `server`, which is the registry itself unless it is named.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Fallback } from '../client.ts';
import { isDockerHub } from '../registry-hosts.ts';
import { readIfThere } from './read-if-there.ts';
import { readTomlTables } from './toml-tables.ts';

const configFile = '/etc/containerd/config.toml';
const usualFolder = '/etc/containerd/certs.d';

/** The folder that containerd's configuration names for its CRI plugin, else the usual one where that is there. */
export async function findHostsFolder(): Promise<string | undefined> {
  const tables = readTomlTables(await readIfThere(configFile));
  const named = tables.map(({ values }) => values.get('config_path')).find((path) => path !== undefined && path !== '');
  // Several folders may stand there, with colons between them: the first that is there is read.
  return [...(named?.split(':') ?? []), usualFolder].find((folder) => existsSync(folder));
}

/** Every host before Docker Hub behind which containerd goes on to Docker Hub. */
export async function readHostsFolder(folder: string): Promise<readonly Fallback[]> {
  for (const name of ['docker.io', '_default']) {
    const file = join(folder, name, 'hosts.toml');
    const text = await readIfThere(file);
    if (text !== '') return findFallbacks(file, text);
  }
  return [];
}

/** The hosts that the text of one file names. */
export function findFallbacks(file: string, text: string): readonly Fallback[] {
  const tables = readTomlTables(text);
  const server = tables[0]?.values.get('server');
  if (server !== undefined && !isDockerHub(server)) return [];
  const hosts = tables.map(({ name }) => /^host\.(.+)$/.exec(name)?.[1]).filter((host) => host !== undefined && !/\.header$/.test(host));
  return hosts.map((host = '') => ({ where: file, mirror: host, close: `write server = "${host}" at the top of ${file}` }));
}
