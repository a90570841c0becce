// podman, and buildah and skopeo, which read the same files.
import { ownFile, removeFiles } from './client-setup.ts';
import type { SetupClient, SetupTexts } from './client-setup.ts';
import type { SetupFacts } from './facts.ts';
import { gatewayAccess } from './gateway-access.ts';
import { proxyAccess } from './proxy-access.ts';
import { tomlString } from './quote.ts';
import { registriesFiles } from './registries-conf.ts';
import { passwordPurpose, signInByProxy } from './sign-in.ts';
import { linuxSystems, trustOnLinux } from './trust-store.ts';

export const podman: SetupClient = {
  summary: 'podman, buildah and skopeo',
  systems: linuxSystems,
  variants: { location: { summary: 'the gateway in place of each registry it has' }, proxy: { summary: 'through the proxy, other registries included; podman and buildah alone' } },
  make: (facts, { os, variant }) => (variant === 'proxy' ? makeProxy(facts, os) : makeLocation(facts)),
};

function makeLocation(facts: SetupFacts): SetupTexts {
  const gateway = gatewayAccess(facts);
  const files = registriesFiles(facts, gateway);
  const option = gateway.isEncrypted ? '' : '--tls-verify=false ';
  return {
    files,
    commands: [{ line: `podman login ${option}-u ${facts.username} ${gateway.host}`, purpose: `signs you in, for buildah and skopeo as well: ${passwordPurpose}` }],
    undo: [{ line: `podman logout ${gateway.host}`, purpose: 'forgets the sign-in' }, removeFiles(files)],
    notes: [
      'A ~/.config/containers/registries.conf is read in place of these files: remove it.',
      'Registries that are not in the file are still asked directly, short names among them (podman info lists the aliases): close them with the variant proxy, in /etc/containers/policy.json, or in the network.',
      ...gateway.notes,
    ],
  };
}

/** containers.conf(5), engine.env: variables for the program itself, not for containers while http_proxy is off. */
function makeProxy(facts: SetupFacts, os: string): SetupTexts {
  const proxy = proxyAccess(facts);
  const trust = trustOnLinux(os, proxy.caPem);
  const variables = Object.entries(proxy.variables).map(([name, value]) => tomlString(`${name}=${value}`));
  const engine = ownFile({
    path: '/etc/containers/containers.conf.d/pullgate.conf',
    content: ['# The registries are reached through Pullgate.', '[containers]', 'http_proxy = false', '', '[engine]', `env = [${variables.join(', ')}]`, ''].join('\n'),
    purpose: 'tells podman and buildah to reach registries through the proxy, and not to hand it to containers',
  });
  const files = [trust.file, engine];
  const { login, logout } = signInByProxy('podman', facts);
  return {
    files,
    commands: [trust.update, ...login],
    undo: [...logout, ...trust.undo(removeFiles(files))],
    notes: ['skopeo does not read this file: run it with HTTPS_PROXY set, or use the variant location.', ...proxy.notes],
  };
}
