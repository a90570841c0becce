// Each setting in words: what it is called, and what its values are.
import { categoryTexts } from '../../../src/contract/category-texts.ts';

export interface SettingText {
  readonly name: string;
  /** Of its value; left out: the value itself, in quotes. */
  readonly values?: Readonly<Record<string, string>>;
  /** Of a list: one of its entries, and several. */
  readonly entries?: EntryWords;
}

interface EntryWords {
  readonly one: string;
  readonly many: string;
}

const onOff = { true: 'on', false: 'off' };
const allowed = { true: 'allowed', false: 'refused' };

const settingTexts: Readonly<Record<string, SettingText>> = {
  'restricted_images.enabled': { name: 'Image access', values: onOff },
  'restricted_images.mode': { name: 'Mode', values: { enforce: 'enforce', audit: 'audit' } },
  'restricted_images.allow_official_images': { name: categoryTexts.official.name, values: allowed },
  'restricted_images.allow_verified_publishers': { name: categoryTexts['verified-publisher'].name, values: allowed },
  'restricted_images.allow_sponsored_open_source': { name: categoryTexts['sponsored-open-source'].name, values: allowed },
  'restricted_images.allow_community_images': { name: categoryTexts.community.name, values: allowed },
  'restricted_images.help_text': { name: 'Help text' },
  'restricted_images.allowlist.enabled': { name: 'Allowlist', values: onOff },
  'restricted_images.allowlist.repositories': { name: 'Allowlist entries', entries: { one: 'Allowlist entry', many: 'allowlist entries' } },
  'namespace_access.enabled': { name: 'Namespace access', values: onOff },
  'sign_in.enforced': { name: 'Sign-in', values: { true: 'enforced', false: 'not enforced' } },
  'registry_access_management.enabled': { name: 'Registry access', values: onOff },
  'registry_access_management.standard_registries.DockerHub': { name: 'Docker Hub', values: allowed },
  'registry_access_management.custom_registries': { name: 'Registries', entries: { one: 'Registry', many: 'registries' } },
  namespaces: { name: 'Further namespaces', entries: { one: 'Namespace', many: 'namespaces' } },
  catalog_overrides: { name: 'Overrides of the catalog', entries: { one: 'Override of', many: 'overrides' } },
};

export function settingName(path: string): string {
  return settingTexts[path]?.name ?? path;
}

/** `Allowlist entry grafana/* added`, `3 allowlist entries added`. */
export function listWords(path: string): EntryWords {
  return settingTexts[path]?.entries ?? { one: path, many: path };
}

/** Of a list whose entries are the same. */
export const anotherOrder = 'another order';

/** `allowed`; of a text, the text in quotes, or `none`. */
export function settingValue(path: string, value: boolean | string): string {
  if (value === '') return 'none';
  return settingTexts[path]?.values?.[String(value)] ?? `"${String(value)}"`;
}

type Entry = Readonly<Record<string, boolean | string | null>>;

/** What an entry of a list says: `ghcr.io (GitHub), allowed`, `grafana/* - for the dashboards`. */
export function entryText({ repository, namespace, address, friendly_name: friendlyName, allowed: isAllowed, category, note }: Entry): { readonly name: string; readonly more: string } {
  const more = [
    typeof friendlyName === 'string' && friendlyName,
    typeof isAllowed === 'boolean' && allowed[`${isAllowed}`],
    typeof category === 'string' && `counts as ${categoryName(category)}`,
    typeof note === 'string' && note,
  ];
  return { name: String(repository ?? address ?? namespace), more: more.filter((text) => typeof text === 'string' && text !== '').join(', ') };
}

function categoryName(category: string): string {
  return category in categoryTexts ? categoryTexts[category as keyof typeof categoryTexts].name : category;
}
