// registries.conf of podman, buildah, skopeo and CRI-O: another location for each registry, and no mirror, so that nothing is left to fall back on.
import { ownFile } from './client-setup.ts';
import type { SetupFile } from './client-setup.ts';
import type { SetupFacts } from './facts.ts';
import type { GatewayAccess } from './gateway-access.ts';
import { certificatesOf } from './proxy-access.ts';
import { tomlString } from './quote.ts';

const dockerHub = 'docker.io';

/**
 * containers-registries.conf(5) and its drop-in folder, containers-certs.d(5). Short names are Docker Hub's, as with docker; the list of search
 * registries of the last file read counts.
 */
export function registriesFiles({ registries }: Pick<SetupFacts, 'registries'>, gateway: GatewayAccess): readonly SetupFile[] {
  const tables = registries.flatMap((registry) => [
    '',
    '[[registry]]',
    `prefix = ${tomlString(registry)}`,
    `location = ${tomlString(registry === dockerHub ? gateway.host : `${gateway.host}/${registry}`)}`,
    ...insecure(gateway),
  ]);
  const itself = gateway.isEncrypted ? [] : ['', '[[registry]]', `location = ${tomlString(gateway.host)}`, ...insecure(gateway)];
  const drop = ownFile({
    path: '/etc/containers/registries.conf.d/pullgate.conf',
    content: ['# Images are asked for at Pullgate, and nowhere else.', `unqualified-search-registries = [${tomlString(dockerHub)}]`, ...tables, ...itself, ''].join('\n'),
    purpose: `images of ${registries.join(', ')} come from the gateway, under their own names`,
  });
  if (gateway.caPem === undefined) return [drop];
  return [ownFile({ path: `/etc/containers/certs.d/${gateway.host}/ca.crt`, content: certificatesOf(gateway.caPem), purpose: "the authority behind the gateway's own certificate" }), drop];
}

/** Plain HTTP: only ever on the gateway's own machine. */
function insecure({ isEncrypted }: GatewayAccess): readonly string[] {
  return isEncrypted ? [] : ['insecure = true'];
}
