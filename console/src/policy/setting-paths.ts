// Each setting by its path on the wire: how it is read from the document, and written into it.
import { type AllowlistItem, type PolicySettings, isDockerHubAllowed } from './policy-settings.ts';

export type SettingValue = boolean | string;
/** An entry of a list with all that is known of it. */
export type ListEntry = Readonly<Record<string, boolean | string | null>>;

export interface SingleSetting {
  readonly path: string;
  readonly read: (settings: PolicySettings) => SettingValue;
  readonly write: (settings: PolicySettings, value: SettingValue) => PolicySettings;
}

export interface ListSetting {
  readonly path: string;
  /** The list itself: two documents that share it, or items of it, need no comparing. */
  readonly raw: (settings: PolicySettings) => readonly unknown[];
  /** In the order of `raw`, without the items in `except`. */
  readonly read: (settings: PolicySettings, except?: ReadonlySet<unknown>) => readonly ListEntry[];
  readonly write: (settings: PolicySettings, entries: readonly ListEntry[]) => PolicySettings;
  /** The entry's field by which it is told from the others. */
  readonly key: 'repository' | 'namespace' | 'address';
}

type Images = PolicySettings['restricted_images'];

const imageSetting = (name: Exclude<keyof Images, 'allowlist'>): SingleSetting => ({
  path: `restricted_images.${name}`,
  read: ({ restricted_images: images }) => images[name],
  write: (settings, value) => ({ ...settings, restricted_images: { ...settings.restricted_images, [name]: value } }),
});

export const singleSettings: readonly SingleSetting[] = [
  ...(['enabled', 'mode', 'allow_official_images', 'allow_verified_publishers', 'allow_sponsored_open_source', 'allow_community_images', 'help_text'] as const).map(imageSetting),
  {
    path: 'restricted_images.allowlist.enabled',
    read: ({ restricted_images: { allowlist } }) => allowlist.enabled,
    write: (settings, value) => withAllowlist(settings, { enabled: value === true }),
  },
  { path: 'namespace_access.enabled', read: ({ namespace_access: access }) => access.enabled, write: (settings, value) => ({ ...settings, namespace_access: { enabled: value === true } }) },
  {
    path: 'sign_in.enforced',
    read: ({ sign_in: signIn }) => signIn.enforced,
    write: (settings, value) => ({ ...settings, sign_in: { enforced: value === true, anonymous: value === true ? 'refuse' : 'members_policy' } }),
  },
  { path: 'registry_access_management.enabled', read: ({ registry_access_management: access }) => access.enabled, write: (settings, value) => withRegistries(settings, { enabled: value === true }) },
  {
    path: 'registry_access_management.standard_registries.DockerHub',
    read: isDockerHubAllowed,
    write: (settings, value) => withRegistries(settings, { standard_registries: [{ id: 'DockerHub', allowed: value === true }] }),
  },
];

export const listSettings: readonly ListSetting[] = [
  listSetting({
    path: 'restricted_images.allowlist.repositories',
    key: 'repository',
    raw: ({ restricted_images: { allowlist } }) => allowlist.repositories,
    entryOf: (item) => (typeof item === 'string' ? { repository: item } : item),
    write: (settings, entries) => withAllowlist(settings, { repositories: entries.map(allowlistItem) }),
  }),
  listSetting({
    path: 'namespaces',
    key: 'namespace',
    raw: ({ namespaces }) => namespaces,
    entryOf: (namespace) => ({ namespace }),
    write: (settings, entries) => ({ ...settings, namespaces: entries.map(({ namespace }) => String(namespace)) }),
  }),
  listSetting({
    path: 'catalog_overrides',
    key: 'namespace',
    raw: ({ catalog_overrides: overrides }) => overrides,
    entryOf: ({ namespace, category }) => ({ namespace, category }),
    write: (settings, entries) => ({ ...settings, catalog_overrides: entries.map(({ namespace, category }) => ({ namespace: String(namespace), category: category as PolicySettings['catalog_overrides'][number]['category'] })) }),
  }),
  listSetting({
    path: 'registry_access_management.custom_registries',
    key: 'address',
    raw: ({ registry_access_management: access }) => access.custom_registries,
    entryOf: (registry) => ({ ...registry }),
    write: (settings, entries) => withRegistries(settings, { custom_registries: entries.map(({ address, friendly_name: name, allowed }) => ({ address: String(address), friendly_name: String(name ?? ''), allowed: allowed === true })) }),
  }),
];

interface ListOf<Item> extends Omit<ListSetting, 'raw' | 'read'> {
  readonly raw: (settings: PolicySettings) => readonly Item[];
  readonly entryOf: (item: Item) => ListEntry;
}

function listSetting<Item>({ raw, entryOf, ...list }: ListOf<Item>): ListSetting {
  return { ...list, raw, read: (settings, except) => raw(settings).flatMap((item) => (except?.has(item) === true ? [] : [entryOf(item)])) };
}

function allowlistItem({ repository, note }: ListEntry): AllowlistItem {
  return typeof note === 'string' ? { repository: String(repository), note } : String(repository);
}

function withAllowlist(settings: PolicySettings, change: Partial<Images['allowlist']>): PolicySettings {
  const { restricted_images: images } = settings;
  return { ...settings, restricted_images: { ...images, allowlist: { ...images.allowlist, ...change } } };
}

function withRegistries(settings: PolicySettings, change: Partial<PolicySettings['registry_access_management']>): PolicySettings {
  return { ...settings, registry_access_management: { ...settings.registry_access_management, ...change } };
}
