// containerd's hosts.toml: the gateway as the server itself, so that there is nothing to fall back on.
import { ownFile } from './client-setup.ts';
import type { SetupFile } from './client-setup.ts';
import type { GatewayAccess } from './gateway-access.ts';
import { certificatesOf } from './proxy-access.ts';
import { tomlString } from './quote.ts';

export const hostsFolder = '/etc/containerd/certs.d';
const caPath = `${hostsFolder}/pullgate-gateway.crt`;

/**
 * A folder for each registry, and `_default` for all others (containerd, docs/hosts.md). A host below `[host]` would be a mirror, after which
 * containerd goes on to `server`; here `server` is the gateway, which is told the registry by the query parameter `ns`. The table itself must be
 * there, empty: 1.x takes a file without one for unreadable, and one that it cannot read for none.
 */
export function hostsFiles(registries: readonly string[], gateway: GatewayAccess): readonly SetupFile[] {
  const content = ['# Images are asked for at Pullgate, and nowhere else.', `server = ${tomlString(gateway.origin)}`, ...(gateway.caPem === undefined ? [] : [`ca = ${tomlString(caPath)}`]), '', '# Without this, containerd 1.x does not read the file, and goes to the registry.', '[host]', ''].join('\n');
  const files = [...registries, '_default'].map((registry) =>
    ownFile({
      path: `${hostsFolder}/${registry}/hosts.toml`,
      content,
      purpose: registry === '_default' ? 'every other registry: the gateway says that it may not be pulled from' : `images of ${registry} come from the gateway`,
    }),
  );
  if (gateway.caPem === undefined) return files;
  return [ownFile({ path: caPath, content: certificatesOf(gateway.caPem), purpose: "the authority behind the gateway's own certificate" }), ...files];
}
