// podman and buildah: they pull by themselves, as registries.conf says, into a storage of doctor's own.
import { join } from 'node:path';
import type { Client, ClientOptions, Manner, Usable } from '../client.ts';
import { fullName } from '../image-name.ts';
import { createKeptImages } from '../kept-images.ts';
import { readProxyVariables, withoutProxyVariables } from '../proxy-variables.ts';
import type { ClientEnvironment } from '../run-client.ts';
import { readRegistriesConf } from '../settings/registries-conf.ts';

/** The environment of the tools that share containers-auth.json(5) and containers-registries.conf(5). */
export function containersEnvironment(env: ClientEnvironment, folder: string, { isSignedOut, isWithoutProxy }: Manner): ClientEnvironment {
  const base = isWithoutProxy === true ? withoutProxyVariables(env) : env;
  return isSignedOut === true ? { ...base, REGISTRY_AUTH_FILE: join(folder, 'auth.json'), DOCKER_CONFIG: folder } : base;
}

/** Nothing answered, and they would go on to ask for some seconds more: buildah does so with `--retry 0` as well, podman before 5.0 has no such option. */
const asksAgain = /level=warning msg="Failed, retrying in /;

/** `name` is podman or buildah; both have the same command line where it is used here. */
export function createPodman(name: 'podman' | 'buildah', { env, folder, run, runToCleanUp }: ClientOptions): Client {
  const own = ['--root', join(folder, name, 'root'), '--runroot', join(folder, name, 'run'), '--storage-driver', 'vfs'];
  // podman of a virtual machine (macOS, Windows) has its storage there, and knows none of these options.
  let isRemote = false;
  const storage = createKeptImages({ run, runToCleanUp, nameOf: fullName });
  const pull = name === 'buildah' ? ['pull', '--policy', 'always', '--retry', '0'] : ['pull'];
  return {
    name,
    setup: 'podman',
    storage: 'podman',
    hasSignIns: true,
    takesProxyOfShell: true,
    findOut: async (): Promise<Usable> => {
      const version = await run(['--version']);
      if (version.status !== 0) return { obstacle: `${name} does not start: ${version.stderr.trim()}` };
      if (name === 'podman') {
        const remote = await run(['info', '--format', '{{.Host.ServiceIsRemote}}']);
        if (remote.status !== 0) return { obstacle: `podman cannot be used: ${remote.stderr.trim().split('\n').at(-1) ?? ''}` };
        isRemote = remote.stdout.trim() === 'true';
      }
      return { version: version.stdout.trim().replace(/^\w+ version /, '') };
    },
    settings: async () => ({ fallbacks: await readRegistriesConf(env), ...readProxyVariables(env), noProxyWhere: 'NO_PROXY' }),
    pull: (image, manner) => {
      const environment = containersEnvironment(env, folder, manner);
      return isRemote ? storage.pull(image, environment) : run([...own, ...pull, fullName(image)], environment, asksAgain);
    },
    cleanUp: async () => {
      if (isRemote) await storage.restore();
      // Without root, files of other users of an image can be removed only from within the user namespace.
      else if (process.getuid?.() !== 0) await runToCleanUp(['unshare', 'rm', '-rf', join(folder, name)]);
    },
  };
}
