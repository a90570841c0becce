// The mirrors of podman, buildah, skopeo and CRI-O: containers-registries.conf(5). A mirror that refuses is passed over for `location`.
import { readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Fallback } from '../client.ts';
import { isDockerHub } from '../registry-hosts.ts';
import type { ClientEnvironment } from '../run-client.ts';
import { readIfThere } from './read-if-there.ts';
import { readTomlTables } from './toml-tables.ts';

/** Every mirror of Docker Hub behind which the client goes on to Docker Hub. */
export async function readRegistriesConf(env: ClientEnvironment): Promise<readonly Fallback[]> {
  const files = await filesOf(env);
  return (await Promise.all(files.map(async (file) => findFallbacks(file, await readIfThere(file))))).flat();
}

/** The mirrors that the text of one file names. */
export function findFallbacks(file: string, text: string): readonly Fallback[] {
  const fallbacks: Fallback[] = [];
  let leadsOutside = false;
  for (const { name, values } of readTomlTables(text)) {
    if (name === 'registry') {
      const location = values.get('location') ?? values.get('prefix') ?? '';
      leadsOutside = values.get('blocked') !== 'true' && isDockerHub(location);
    }
    const mirror = values.get('location');
    if (name !== 'registry.mirror' || !leadsOutside || mirror === undefined) continue;
    fallbacks.push({ where: file, mirror, close: `in ${file} make ${mirror} the location of docker.io, and no mirror of it` });
  }
  return fallbacks;
}

/** The person's own file stands in place of the machine's; what lies in the .d folders is added. */
async function filesOf(env: ClientEnvironment): Promise<readonly string[]> {
  const own = join(env['XDG_CONFIG_HOME'] ?? join(env['HOME'] ?? homedir(), '.config'), 'containers');
  const machine = '/etc/containers';
  const named = env['CONTAINERS_REGISTRIES_CONF'];
  const whole = named ?? ((await readIfThere(join(own, 'registries.conf'))) === '' ? join(machine, 'registries.conf') : join(own, 'registries.conf'));
  const added = await Promise.all([machine, own].map((folder) => filesIn(join(folder, 'registries.conf.d'))));
  return [whole, ...added.flat()];
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch((): string[] => []);
  return names.filter((name) => name.endsWith('.conf')).toSorted().map((name) => join(folder, name));
}
