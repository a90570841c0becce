// The namespaces that owners said something of, in every organization: a refresh tells when Docker Hub's word about them changes.
import type { InstallationStore } from '../installation/installation.port.ts';
import type { SettingsStore } from '../settings/settings.port.ts';
import { readHubNamespace } from '../hub-namespace.ts';

export function createOverriddenNamespaces({ store }: { readonly store: Pick<InstallationStore, 'organizationNames'> & Pick<SettingsStore, 'currentSettings'> }): () => Promise<readonly string[]> {
  return async () => {
    const namespaces = new Set<string>();
    for (const organization of await store.organizationNames()) {
      const current = await store.currentSettings(organization);
      for (const { namespace } of current?.settings.catalogOverrides ?? []) {
        const name = readHubNamespace(namespace);
        if (name !== undefined) namespaces.add(name);
      }
    }
    return [...namespaces];
  };
}
