// skopeo: asks for the manifest alone, as registries.conf says, and stores nothing.
import type { Client, ClientOptions } from '../client.ts';
import { fullName } from '../image-name.ts';
import { readProxyVariables } from '../proxy-variables.ts';
import { readRegistriesConf } from '../settings/registries-conf.ts';
import { containersEnvironment } from './podman.ts';

export function createSkopeo({ env, folder, run }: ClientOptions): Client {
  return {
    name: 'skopeo',
    setup: 'podman',
    storage: 'skopeo',
    hasSignIns: true,
    takesProxyOfShell: true,
    findOut: async () => {
      const { status, stdout, stderr } = await run(['--version']);
      return status === 0 ? { version: stdout.trim().replace(/^skopeo version /, '') } : { obstacle: `skopeo does not start: ${stderr.trim()}` };
    },
    settings: async () => ({ fallbacks: await readRegistriesConf(env), ...readProxyVariables(env), noProxyWhere: 'NO_PROXY' }),
    pull: (image, manner) => run(['inspect', '--raw', `docker://${fullName(image)}`], containersEnvironment(env, folder, manner)),
    cleanUp: () => Promise.resolve(),
  };
}
