// containerd, for Kubernetes nodes, nerdctl and ctr: the gateway in place of each registry, or the proxy.
import { partOfFile, removeFiles } from './client-setup.ts';
import type { SetupClient, SetupTexts } from './client-setup.ts';
import type { SetupFacts } from './facts.ts';
import { gatewayAccess } from './gateway-access.ts';
import { hostsFiles, hostsFolder } from './hosts-toml.ts';
import { tomlString } from './quote.ts';
import { proxiedService } from './service-proxy.ts';
import { linuxSystems } from './trust-store.ts';

/** containerd, docs/hosts.md: the plugin's name, and the version of the file's format. */
const configurations = {
  '2.x': { format: 3, plugin: 'io.containerd.cri.v1.images' },
  '1.x': { format: 2, plugin: 'io.containerd.grpc.v1.cri' },
} as const;

const restartPurpose = 'containers go on running';

export const containerd: SetupClient = {
  summary: 'containerd: Kubernetes nodes, nerdctl, ctr',
  systems: linuxSystems,
  variants: { '2.x': { summary: 'hosts.toml, for containerd 2.0 and newer' }, '1.x': { summary: 'hosts.toml, for containerd 1.5 to 1.7' }, proxy: { summary: 'through the proxy; every version' } },
  make: (facts, { os, variant }) =>
    variant === 'proxy' ? proxiedService(facts, { service: 'containerd', restartPurpose, os }) : makeHosts(facts, configurations[variant === '1.x' ? '1.x' : '2.x']),
};

function makeHosts(facts: SetupFacts, { format, plugin }: { readonly format: number; readonly plugin: string }): SetupTexts {
  const gateway = gatewayAccess(facts);
  const hosts = hostsFiles(facts.registries, gateway);
  const configuration = partOfFile({
    path: '/etc/containerd/config.toml',
    content: [`version = ${format}`, '', `[plugins.${tomlString(plugin)}.registry]`, `  config_path = ${tomlString(hostsFolder)}`, ''].join('\n'),
    purpose: 'lets Kubernetes read those files; where the file is there already, set config_path in it, and remove registry.mirrors and registry.configs',
  });
  const restart = { line: 'sudo systemctl restart containerd', purpose: restartPurpose };
  return {
    files: [...hosts, configuration],
    commands: [
      restart,
      { line: `sudo ctr images pull --hosts-dir ${hostsFolder} --user ${facts.username} docker.io/library/hello-world:latest`, purpose: 'tries it: ctr reads the files only when it is told where they are' },
    ],
    undo: [removeFiles(hosts), { line: 'sudoedit /etc/containerd/config.toml', purpose: 'take config_path out' }, restart],
    notes: [
      'server is the gateway itself: containerd goes nowhere else when an image is refused. A file that it cannot read counts as none, and it goes to the registry: try an image that is refused after every change.',
      `_default catches every registry without a folder of its own, one on this machine included: give that one a folder in ${hostsFolder} to leave it as it is.`,
      'Who pulls is told by the pull secret of the registry in the image name (pullgate setup kubernetes).',
      ...gateway.notes,
    ],
  };
}
