// docker: the engine pulls, through its own proxy and mirrors, with the sign-ins of the command line tool.
import { z } from 'zod';
import type { Client, ClientOptions, ClientSettings, Manner, Usable } from '../client.ts';
import { familiarName } from '../image-name.ts';
import { createKeptImages } from '../kept-images.ts';
import type { ClientEnvironment } from '../run-client.ts';

const engineInfo = z.object({
  RegistryConfig: z.object({ Mirrors: z.array(z.string()).nullish() }).nullish(),
  HttpsProxy: z.string().nullish(),
  NoProxy: z.string().nullish(),
});

/** Docker Engine behind its command line tool. */
export function createDocker({ env, folder, run, runToCleanUp }: ClientOptions): Client {
  const images = createKeptImages({ run, runToCleanUp, nameOf: familiarName });
  // The sign-ins lie beside the contexts: signed out, the engine has to be named.
  let endpoint = '';
  const environmentOf = ({ isSignedOut }: Manner): ClientEnvironment => {
    if (isSignedOut !== true) return env;
    return { ...env, DOCKER_CONFIG: folder, DOCKER_CONTEXT: undefined, ...(endpoint === '' ? {} : { DOCKER_HOST: endpoint }) };
  };
  return {
    name: 'docker',
    setup: 'docker-engine',
    storage: 'docker',
    hasSignIns: true,
    takesProxyOfShell: false,
    findOut: async (): Promise<Usable> => {
      const version = await run(['version', '--format', 'Engine {{.Server.Version}}, CLI {{.Client.Version}}']);
      if (version.status !== 0) return { obstacle: 'no Docker Engine answers: start it, or name it with DOCKER_HOST' };
      const context = await run(['context', 'inspect', '--format', '{{.Endpoints.docker.Host}}']);
      endpoint = env['DOCKER_HOST'] ?? (context.status === 0 ? context.stdout.trim() : '');
      return { version: version.stdout.trim() };
    },
    settings: async (): Promise<ClientSettings> => {
      const info = await run(['info', '--format', '{{json .}}']);
      const { RegistryConfig: registries, HttpsProxy: proxy, NoProxy: noProxy } = readInfo(info.stdout);
      return {
        fallbacks: (registries?.Mirrors ?? []).map((mirror) => ({
          where: 'registry-mirrors of the engine (daemon.json)',
          mirror,
          close: `remove ${mirror} from registry-mirrors in daemon.json, and let the engine's proxy be the gateway`,
        })),
        proxy: proxy ?? undefined,
        noProxy: noProxy ?? '',
        noProxyWhere: "the engine's no-proxy (daemon.json, or NO_PROXY of its service)",
      };
    },
    pull: (image, manner) => images.pull(image, environmentOf(manner)),
    cleanUp: images.restore,
  };
}

function readInfo(text: string): z.infer<typeof engineInfo> {
  try {
    return engineInfo.parse(JSON.parse(text));
  } catch {
    return {};
  }
}
