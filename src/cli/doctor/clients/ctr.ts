// ctr: containerd's own tool, told the hosts folder that containerd's configuration names, in a namespace of doctor's own.
import type { Client, ClientOptions } from '../client.ts';
import { fullName } from '../image-name.ts';
import { readProxyVariables, withoutProxyVariables } from '../proxy-variables.ts';
import { findHostsFolder, readHostsFolder } from '../settings/hosts-folder.ts';

const namespace = 'pullgate-doctor';
/** A socket where nobody listens is known at once; ctr would ask for 10 s. */
const connectTimeout = '3s';

export function createCtr({ env, run, runToCleanUp }: ClientOptions): Client {
  let hostsFolder: string | undefined;
  const fetched = new Set<string>();
  return {
    name: 'ctr',
    setup: 'containerd',
    storage: 'containerd',
    hasSignIns: false,
    takesProxyOfShell: true,
    findOut: async () => {
      const { status, stdout } = await run(['--connect-timeout', connectTimeout, 'version']);
      if (status !== 0) return { obstacle: 'containerd does not answer: run doctor as root, and name another socket than /run/containerd/containerd.sock with CONTAINERD_ADDRESS' };
      hostsFolder = await findHostsFolder();
      return { version: /Version:\s*(\S+)/.exec(stdout)?.[1] ?? '' };
    },
    settings: async () => ({
      fallbacks: hostsFolder === undefined ? [] : await readHostsFolder(hostsFolder),
      ...readProxyVariables(env),
      noProxyWhere: 'NO_PROXY',
    }),
    // Content and no snapshot: it is asked for in the same way as by `images pull`.
    pull: (image, { isWithoutProxy }) => {
      const name = fullName(image);
      fetched.add(name);
      const hosts = hostsFolder === undefined ? [] : ['--hosts-dir', hostsFolder];
      return run(['-n', namespace, 'content', 'fetch', '--metadata-only', ...hosts, name], isWithoutProxy === true ? withoutProxyVariables(env) : env);
    },
    cleanUp: async () => {
      if (fetched.size === 0) return;
      await runToCleanUp(['-n', namespace, 'images', 'rm', '--sync', ...fetched]);
      await removeContent();
      await runToCleanUp(['namespaces', 'rm', namespace]);
    },
  };

  /** What a broken fetch left behind keeps the namespace from being removed. */
  async function removeContent(): Promise<void> {
    const { stdout } = await runToCleanUp(['-n', namespace, 'content', 'ls', '-q']);
    const digests = stdout.split('\n').filter((line) => line !== '');
    if (digests.length > 0) await runToCleanUp(['-n', namespace, 'content', 'rm', ...digests]);
  }
}
