// k3s (and RKE2, whose files lie in rke2/): the gateway in place of each registry, with k3s's own fallback switched off.
import { ownFile, partOfFile, removeFiles } from './client-setup.ts';
import type { SetupClient, SetupTexts } from './client-setup.ts';
import type { SetupFacts } from './facts.ts';
import { gatewayAccess } from './gateway-access.ts';
import { certificatesOf } from './proxy-access.ts';
import { yamlString } from './quote.ts';

const folder = '/etc/rancher/k3s';
const caPath = `${folder}/pullgate-gateway.crt`;
const restart = { line: 'sudo systemctl restart k3s || sudo systemctl restart k3s-agent', purpose: 'on a server, else on an agent; pods go on running' } as const;

export const k3s: SetupClient = {
  summary: 'k3s: its own containerd',
  systems: ['linux'],
  variants: { registries: { summary: 'registries.yaml, with the fallback switched off; k3s 1.26.13, 1.27.10, 1.28.6, 1.29.1 and newer' } },
  make: makeRegistries,
};

/**
 * docs.k3s.io/installation/private-registry: k3s adds the registry itself after the endpoints, unless disable-default-registry-endpoint is set, and only
 * for registries without an entry of their own under `configs`. `*` is every registry that is not named.
 */
function makeRegistries(facts: SetupFacts): SetupTexts {
  const gateway = gatewayAccess(facts);
  const mirrors = [...facts.registries, '*'].flatMap((registry) => [`  ${yamlString(registry)}:`, '    endpoint:', `      - ${yamlString(gateway.origin)}`]);
  const configs = gateway.caPem === undefined ? [] : ['configs:', `  ${yamlString(gateway.host)}:`, '    tls:', `      ca_file: ${yamlString(caPath)}`];
  const registries = partOfFile({
    path: `${folder}/registries.yaml`,
    content: ['# Images are asked for at Pullgate, and nowhere else.', 'mirrors:', ...mirrors, ...configs, ''].join('\n'),
    purpose: 'images come from the gateway; where the file is there already, replace its entries for these registries',
  });
  const own = [
    ownFile({
      path: `${folder}/config.yaml.d/pullgate.yaml`,
      content: '# Without this, k3s goes on to the registry itself when the gateway refuses.\ndisable-default-registry-endpoint: true\n',
      purpose: 'switches the fallback to the registry off',
    }),
    ...(gateway.caPem === undefined ? [] : [ownFile({ path: caPath, content: certificatesOf(gateway.caPem), purpose: "the authority behind the gateway's own certificate" })]),
  ];
  return {
    files: [registries, ...own],
    commands: [restart, { line: 'sudo grep -r ^server /var/lib/rancher/k3s/agent/etc/containerd/certs.d', purpose: 'shows where containerd would go in the end: no line may name a registry' }],
    undo: [{ line: `sudoedit ${folder}/registries.yaml`, purpose: 'take the entries out' }, removeFiles(own), restart],
    notes: [
      'On every node, servers and agents.',
      'Give none of these registries an entry of its own under configs: k3s would fall back to it in spite of the setting.',
      'Who pulls is told by the pull secret of the registry in the image name (pullgate setup kubernetes).',
      ...gateway.notes,
    ],
  };
}
