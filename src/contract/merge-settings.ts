// A change of settings laid over those in force: what it leaves out stays as it is.
import { canonicalNamespace, canonicalPattern } from '../core/image/pattern.ts';
import { carryNotes } from '../core/policy/entry-notes.ts';
import type { CatalogOverride, Notes, OrganizationSettings, RestrictedImages } from '../core/policy/settings.ts';
import type { RegistryAccessChange } from './registry-access.ts';
import type { SettingsChange } from './settings.ts';

/** Who changes, and when (RFC 3339, UTC): noted beside each new override. */
export interface Authorship {
  readonly by: string;
  readonly at: string;
}

export function mergeSettings(current: OrganizationSettings, change: SettingsChange, authorship: Authorship): OrganizationSettings {
  const enforced = change.sign_in?.enforced ?? (change.sign_in?.anonymous === undefined ? undefined : change.sign_in.anonymous === 'refuse');
  const written = change.restricted_images?.allowlist?.repositories?.map((entry) => (typeof entry === 'string' ? { repository: entry } : entry));
  const restrictedImages = mergeRestrictedImages(current.restrictedImages, change.restricted_images ?? {}, written);
  const namespaces = change.namespaces === undefined ? current.namespaces : [...new Set(change.namespaces)];
  return {
    restrictedImages,
    registryAccess: current.registryAccess,
    namespaceAccess: { enabled: change.namespace_access?.enabled ?? current.namespaceAccess.enabled },
    signIn: { enforced: enforced ?? current.signIn.enforced },
    namespaces,
    catalogOverrides:
      change.catalog_overrides === undefined ? current.catalogOverrides : mergeOverrides(current.catalogOverrides, change.catalog_overrides, authorship),
    notes: withWrittenNotes(mergeNotes(current, { repositories: restrictedImages.allowlist.repositories, namespaces }, authorship), written ?? [], authorship),
  };
}

/** A list that stays what it was has the notes that it had. */
function mergeNotes({ notes, ...current }: OrganizationSettings, after: { readonly repositories: readonly string[]; readonly namespaces: readonly string[] }, authorship: Authorship): Notes {
  const { repositories } = current.restrictedImages.allowlist;
  return {
    allowlist: after.repositories === repositories ? notes.allowlist : carryNotes({ entries: repositories, notes: notes.allowlist }, after.repositories, { keyOf: canonicalPattern, ...authorship }),
    namespaces: after.namespaces === current.namespaces ? notes.namespaces : carryNotes({ entries: current.namespaces, notes: notes.namespaces }, after.namespaces, { keyOf: canonicalNamespace, ...authorship }),
  };
}

interface WrittenEntry {
  readonly repository: string;
  readonly note?: string | undefined;
}

/** Of an entry that is older than notes it is only known who wrote its note. */
function withWrittenNotes(notes: Notes, written: readonly WrittenEntry[], { by, at }: Authorship): Notes {
  const noted = firstOfEachMeaning(written).flatMap(({ repository, note }) => (note === undefined ? [] : [{ repository, note }]));
  if (noted.length === 0) return notes;
  const all = new Map(notes.allowlist.map((known) => [known.entry, known]));
  for (const { repository, note } of noted) {
    const known = all.get(repository);
    if (known !== undefined || note !== '') all.set(repository, { ...(known ?? { entry: repository, by, at }), note });
  }
  return { ...notes, allowlist: [...all.values()] };
}

export function mergeRegistryAccess(current: OrganizationSettings, change: RegistryAccessChange): OrganizationSettings {
  const { registryAccess } = current;
  return {
    ...current,
    registryAccess: {
      enabled: change.enabled ?? registryAccess.enabled,
      dockerHubAllowed: change.standard_registries?.[0]?.allowed ?? registryAccess.dockerHubAllowed,
      customRegistries:
        change.custom_registries?.map(({ address, friendly_name, allowed }) => ({ address, friendlyName: friendly_name ?? '', allowed })) ??
        registryAccess.customRegistries,
    },
  };
}

function mergeRestrictedImages(current: RestrictedImages, change: NonNullable<SettingsChange['restricted_images']>, written: readonly WrittenEntry[] | undefined): RestrictedImages {
  return {
    enabled: change.enabled ?? current.enabled,
    allowOfficialImages: change.allow_official_images ?? current.allowOfficialImages,
    allowVerifiedPublishers: change.allow_verified_publishers ?? current.allowVerifiedPublishers,
    allowSponsoredOpenSource: change.allow_sponsored_open_source ?? current.allowSponsoredOpenSource,
    allowCommunityImages: change.allow_community_images ?? current.allowCommunityImages,
    mode: change.mode ?? current.mode,
    allowlist: {
      enabled: change.allowlist?.enabled ?? current.allowlist.enabled,
      repositories: written === undefined ? current.allowlist.repositories : firstOfEachMeaning(written).map(({ repository }) => repository),
    },
    helpText: change.help_text ?? current.helpText,
  };
}

/** Keeps the first of the patterns that mean the same (`nginx`, `library/nginx`), as it was written. */
function firstOfEachMeaning(written: readonly WrittenEntry[]): readonly WrittenEntry[] {
  const byMeaning = new Map<string, WrittenEntry>();
  for (const entry of written) {
    const meaning = canonicalPattern(entry.repository);
    if (!byMeaning.has(meaning)) byMeaning.set(meaning, entry);
  }
  return [...byMeaning.values()];
}

/** An override that says what it said before keeps its author and date; the last of several for one namespace holds. */
function mergeOverrides(
  current: readonly CatalogOverride[],
  change: NonNullable<SettingsChange['catalog_overrides']>,
  { by, at }: Authorship,
): readonly CatalogOverride[] {
  const known = new Map(current.map((override) => [override.namespace, override]));
  const wanted = new Map(change.map(({ namespace, category }) => [namespace, category]));
  return [...wanted].map(([namespace, category]) => {
    const before = known.get(namespace);
    return before?.category === category ? before : { namespace, category, by, at };
  });
}
