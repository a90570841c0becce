// crane: asks for the manifest alone and stores nothing; it knows no mirrors, only proxies.
import type { Client, ClientOptions } from '../client.ts';
import { fullName } from '../image-name.ts';
import { readProxyVariables } from '../proxy-variables.ts';
import { containersEnvironment } from './podman.ts';

export function createCrane({ env, folder, run }: ClientOptions): Client {
  return {
    name: 'crane',
    setup: null,
    storage: 'crane',
    hasSignIns: true,
    takesProxyOfShell: true,
    findOut: async () => {
      const { status, stdout, stderr } = await run(['version']);
      return status === 0 ? { version: stdout.trim() } : { obstacle: `crane does not start: ${stderr.trim()}` };
    },
    settings: () => Promise.resolve({ fallbacks: [], ...readProxyVariables(env), noProxyWhere: 'NO_PROXY' }),
    pull: (image, manner) => run(['manifest', fullName(image)], containersEnvironment(env, folder, manner)),
    cleanUp: () => Promise.resolve(),
  };
}
