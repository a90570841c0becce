// The registries of a draft, and how they are changed.
import type { PolicySettings } from '../../policy/policy-settings.ts';

type RegistryAccess = PolicySettings['registry_access_management'];
type CustomRegistry = RegistryAccess['custom_registries'][number];

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
