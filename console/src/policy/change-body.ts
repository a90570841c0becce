// A draft's changes as the API takes them: only what differs, so that what others set elsewhere stays as it is.
import type { Body } from '../api/operation-types.ts';
import type { PolicySettings, SettingDifference } from './policy-settings.ts';

type Preview = Body<'previewSettings'>;
export type SettingsChange = Pick<Preview, 'settings' | 'registry_access_management'>;

const registries = 'registry_access_management';

/** @param after the draft: a list is sent whole */
export function changeBody(differences: readonly SettingDifference[], after: PolicySettings): SettingsChange {
  const of = (isRegistries: boolean) => differences.filter(({ path }) => path.startsWith(`${registries}.`) === isRegistries).map(({ path }) => path);
  const [settings, access] = [of(false), of(true)];
  return {
    ...(settings.length > 0 && { settings: settingsOf(new Set(settings), after) }),
    ...(access.length > 0 && { [registries]: registriesOf(new Set(access), after) }),
  };
}

/** Settings and registry access are written apart: together they would be two revisions, of which one may be refused. Undefined: the change is saved as one. */
export function problemOfSaving({ settings, registry_access_management: access }: SettingsChange): string | undefined {
  if (settings !== undefined && access !== undefined) return 'registry access is saved apart from the other settings: put one of the two back and save, then change it again';
  return settings === undefined && access === undefined ? 'nothing is changed' : undefined;
}

function settingsOf(paths: ReadonlySet<string>, after: PolicySettings): NonNullable<Preview['settings']> {
  const { restricted_images: { allowlist, ...images } } = after;
  const changedImages = Object.fromEntries(Object.entries(images).filter(([name]) => paths.has(`restricted_images.${name}`)));
  const changedList = {
    ...(paths.has('restricted_images.allowlist.enabled') && { enabled: allowlist.enabled }),
    ...(paths.has('restricted_images.allowlist.repositories') && { repositories: [...allowlist.repositories] as string[] }),
  };
  const restrictedImages = { ...changedImages, ...(Object.keys(changedList).length > 0 && { allowlist: changedList }) };
  return {
    ...(Object.keys(restrictedImages).length > 0 && { restricted_images: restrictedImages }),
    ...(paths.has('namespace_access.enabled') && { namespace_access: after.namespace_access }),
    ...(paths.has('sign_in.enforced') && { sign_in: { enforced: after.sign_in.enforced } }),
    ...(paths.has('namespaces') && { namespaces: [...after.namespaces] }),
    ...(paths.has('catalog_overrides') && { catalog_overrides: after.catalog_overrides.map(({ namespace, category }) => ({ namespace, category })) }),
  };
}

function registriesOf(paths: ReadonlySet<string>, { registry_access_management: access }: PolicySettings): NonNullable<Preview['registry_access_management']> {
  return {
    ...(paths.has(`${registries}.enabled`) && { enabled: access.enabled }),
    ...(paths.has(`${registries}.standard_registries.DockerHub`) && { standard_registries: access.standard_registries }),
    ...(paths.has(`${registries}.custom_registries`) && { custom_registries: [...access.custom_registries] }),
  };
}
