// Turns the flags of `policy set` into the two changes that the admin API takes.
import type { RegistryAccessChange } from '../../contract/registry-access.ts';
import type { SettingsChange } from '../../contract/settings.ts';
import { isDockerHubHost } from '../../core/image/docker-hub.ts';
import { InvalidPattern, parsePattern } from '../../core/image/pattern.ts';
import type { Policy } from './policy.ts';
import type { SetFlags } from './set-options.ts';

export interface PolicyChange {
  /** Absent: nothing of it was asked for. */
  readonly settings?: SettingsChange;
  readonly registryAccess?: RegistryAccessChange;
}

/** The change that `flags` ask for; lists are the ones of `policy` with what is added and removed. */
export function changeFromFlags(flags: SetFlags, { settings }: Policy): PolicyChange {
  const settingsChange = given({
    restricted_images: imageChange(flags, settings),
    namespaces: listChange(settings.namespaces, flags.addNamespace, flags.removeNamespace),
    catalog_overrides: overrideChange(flags, settings),
    sign_in: flags.signIn === undefined ? undefined : { enforced: flags.signIn === 'enforced' },
    namespace_access: flags.namespaceAccess === undefined ? undefined : { enabled: flags.namespaceAccess },
  });
  const registryAccess = registryChange(flags, settings);
  return {
    ...(settingsChange === undefined ? {} : { settings: settingsChange }),
    ...(registryAccess === undefined ? {} : { registryAccess }),
  };
}

/** An address as it is compared: without scheme and trailing slash, lower case. */
export function registryName(address: string): string {
  return address.toLowerCase().replace(/^https?:\/\//, '').replace(/\/+$/, '');
}

function imageChange(flags: SetFlags, settings: Policy['settings']) {
  const disallowed = new Set(flags.disallow?.map(patternMeaning));
  const kept = settings.restricted_images.allowlist.repositories.filter((pattern) => !disallowed.has(patternMeaning(pattern)));
  const changesList = flags.allow !== undefined || flags.disallow !== undefined;
  const repositories = changesList ? [...kept, ...(flags.allow ?? [])] : undefined;
  return given({
    enabled: flags.enabled,
    allow_official_images: flags.official,
    allow_verified_publishers: flags.verifiedPublishers,
    allow_sponsored_open_source: flags.sponsoredOpenSource,
    allow_community_images: flags.community,
    mode: flags.mode,
    help_text: flags.helpText,
    allowlist: given({ enabled: flags.allowlist, repositories }),
  });
}

/** What a pattern stands for, so that `nginx` takes `library/nginx` off the list; a pattern nobody can read stands for itself. */
function patternMeaning(text: string): string {
  try {
    return JSON.stringify(parsePattern(text));
  } catch (cause) {
    if (cause instanceof InvalidPattern) return text;
    throw cause;
  }
}

function overrideChange({ override, removeOverride }: SetFlags, settings: Policy['settings']) {
  if (override === undefined && removeOverride === undefined) return undefined;
  const named = new Set([...(override ?? []).map(({ namespace }) => namespace), ...(removeOverride ?? [])]);
  return [...settings.catalog_overrides.filter(({ namespace }) => !named.has(namespace)), ...(override ?? [])];
}

function registryChange({ registryAccess, registry = [], removeRegistry = [] }: SetFlags, settings: Policy['settings']): RegistryAccessChange | undefined {
  const isDockerHub = (address: string): boolean => registryName(address) === 'dockerhub' || isDockerHubHost(registryName(address));
  const dockerHub = registry.findLast(({ address }) => isDockerHub(address));
  const others = registry.filter(({ address }) => !isDockerHub(address));
  const removed = new Set(removeRegistry.map(registryName));
  const custom = new Map(
    settings.registry_access_management.custom_registries.map((entry) => [registryName(entry.address), entry] as const).filter(([name]) => !removed.has(name)),
  );
  for (const { address, allowed } of others) {
    const name = registryName(address);
    custom.set(name, { address, friendly_name: '', ...custom.get(name), allowed });
  }
  const changesCustom = others.length > 0 || removeRegistry.length > 0;
  return given({
    enabled: registryAccess,
    standard_registries: dockerHub === undefined ? undefined : [{ id: 'DockerHub' as const, allowed: dockerHub.allowed }],
    custom_registries: changesCustom ? [...custom.values()] : undefined,
  });
}

function listChange(now: readonly string[], added: readonly string[] | undefined, removed: readonly string[] | undefined): string[] | undefined {
  if (added === undefined && removed === undefined) return undefined;
  return [...new Set([...now, ...(added ?? [])])].filter((item) => !removed?.includes(item));
}

type Given<Parts> = { readonly [Name in keyof Parts]?: Exclude<Parts[Name], undefined> };

/** `parts` without what is undefined; undefined when nothing is left. */
function given<Parts extends Readonly<Record<string, unknown>>>(parts: Parts): Given<Parts> | undefined {
  const present = Object.entries(parts).filter(([, value]) => value !== undefined);
  return present.length === 0 ? undefined : (Object.fromEntries(present) as Given<Parts>);
}
