// nerdctl: reads containerd's hosts folders by itself and has docker's sign-ins; it pulls into a namespace of doctor's own.
import type { Client, ClientOptions } from '../client.ts';
import { fullName } from '../image-name.ts';
import { readProxyVariables } from '../proxy-variables.ts';
import { readHostsFolder } from '../settings/hosts-folder.ts';
import { containersEnvironment } from './podman.ts';

const namespace = 'pullgate-doctor-nerdctl';
/** nerdctl's own defaults for --hosts-dir. */
const hostsFolders = ['/etc/containerd/certs.d', '/etc/docker/certs.d'];

export function createNerdctl({ env, folder, run, runToCleanUp }: ClientOptions): Client {
  const pulled = new Set<string>();
  return {
    name: 'nerdctl',
    setup: 'containerd',
    storage: 'containerd',
    hasSignIns: true,
    takesProxyOfShell: true,
    findOut: async () => {
      const { status, stdout } = await run(['version', '--format', '{{.Client.Version}}']);
      return status === 0 ? { version: stdout.trim() } : { obstacle: 'containerd does not answer: start it, or name its socket with CONTAINERD_ADDRESS' };
    },
    settings: async () => ({
      fallbacks: (await Promise.all(hostsFolders.map(readHostsFolder))).flat(),
      ...readProxyVariables(env),
      noProxyWhere: 'NO_PROXY',
    }),
    pull: (image, manner) => {
      const name = fullName(image);
      pulled.add(name);
      return run(['--namespace', namespace, 'pull', '--unpack=false', '--quiet', name], containersEnvironment(env, folder, manner));
    },
    cleanUp: async () => {
      if (pulled.size === 0) return;
      await runToCleanUp(['--namespace', namespace, 'rmi', '--force', ...pulled]);
      await runToCleanUp(['namespace', 'remove', namespace]);
    },
  };
}
