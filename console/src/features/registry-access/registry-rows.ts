// The registries of a draft: how they are changed, and what is completed when one is added.
import { dockerHub, normalizeRegistryAddress } from '../../../../src/contract/registry-address.ts';
import type { PolicySettings } from '../../policy/policy-settings.ts';

export type RegistryAccess = PolicySettings['registry_access_management'];
export type CustomRegistry = RegistryAccess['custom_registries'][number];

export function withRegistryAccess(settings: PolicySettings, change: Partial<RegistryAccess>): PolicySettings {
  return { ...settings, registry_access_management: { ...settings.registry_access_management, ...change } };
}

export function withDockerHub(settings: PolicySettings, isAllowed: boolean): PolicySettings {
  return withRegistryAccess(settings, { standard_registries: [{ id: 'DockerHub', allowed: isAllowed }] });
}

/** One that is there keeps its place. */
export function withRegistry(settings: PolicySettings, registry: CustomRegistry): PolicySettings {
  const { custom_registries: before } = settings.registry_access_management;
  const isThere = before.some(({ address }) => address === registry.address);
  return withRegistryAccess(settings, { custom_registries: isThere ? before.map((each) => (each.address === registry.address ? registry : each)) : [...before, registry] });
}

export function withoutRegistry(settings: PolicySettings, address: string): PolicySettings {
  return withRegistryAccess(settings, { custom_registries: settings.registry_access_management.custom_registries.filter((each) => each.address !== address) });
}

/** What was typed as the address that is compared, or what is wrong with it, in the API's words. */
export function readAddress(text: string, { custom_registries: listed }: RegistryAccess): { readonly address: string } | { readonly problem: string } {
  const address = normalizeRegistryAddress(text);
  if (address === undefined) return { problem: 'must be host or host:port, such as ghcr.io' };
  if (address === dockerHub) return { problem: 'is Docker Hub, which is on the list above' };
  if (listed.some((registry) => registry.address === address)) return { problem: 'is on the list already' };
  return { address };
}
