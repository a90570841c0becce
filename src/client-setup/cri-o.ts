// CRI-O on Kubernetes nodes: the gateway in place of each registry, or the proxy.
import { ownFile, removeFiles } from './client-setup.ts';
import type { SetupClient, SetupTexts } from './client-setup.ts';
import type { SetupFacts } from './facts.ts';
import { gatewayAccess } from './gateway-access.ts';
import { tomlString } from './quote.ts';
import { registriesFiles } from './registries-conf.ts';
import { proxiedService } from './service-proxy.ts';
import { linuxSystems } from './trust-store.ts';

const authFile = '/etc/crio/pullgate-auth.json';
const restartPurpose = 'containers go on running';

export const criO: SetupClient = {
  summary: 'CRI-O: Kubernetes nodes',
  systems: linuxSystems,
  variants: { location: { summary: 'the gateway in place of each registry it has; one sign-in for the node' }, proxy: { summary: 'through the proxy; pull secrets say who pulls' } },
  make: (facts, { os, variant }) => (variant === 'proxy' ? proxiedService(facts, { service: 'crio', restartPurpose, os }) : makeLocation(facts)),
};

/** A pull secret counts for the registry in the image name, and is not sent on to another location (containers/image#625): hence one sign-in. */
function makeLocation(facts: SetupFacts): SetupTexts {
  const gateway = gatewayAccess(facts);
  const configuration = ownFile({
    path: '/etc/crio/crio.conf.d/90-pullgate.conf',
    content: ['# What the node signs in with at Pullgate.', '[crio.image]', `global_auth_file = ${tomlString(authFile)}`, ''].join('\n'),
    purpose: 'names the file with the sign-in of the node',
  });
  const files = [...registriesFiles(facts, gateway), configuration];
  const restart = { line: 'sudo systemctl restart crio', purpose: restartPurpose };
  return {
    files,
    commands: [
      { line: `sudo podman login ${gateway.isEncrypted ? '' : '--tls-verify=false '}--authfile ${authFile} -u ${facts.username} ${gateway.host}`, purpose: 'signs the node in: the password is a personal access token of Pullgate' },
      restart,
    ],
    undo: [{ line: `sudo rm -f ${authFile}`, purpose: 'forgets the sign-in' }, removeFiles(files), restart],
    notes: [
      'Pull secrets of pods are not sent to another location: all pods of the node pull as the person of the auth file. With the variant proxy they are.',
      'Registries that are not in the file are still asked directly: close them with the variant proxy, in /etc/containers/policy.json, or in the network.',
      ...gateway.notes,
    ],
  };
}
