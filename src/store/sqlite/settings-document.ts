// Reads a stored settings document: a field that is missing was added later and gets its default; anything else that does
// not fit is an error, since a default in its place could permit what an owner forbade.
import { categories } from '../../core/policy/category.ts';
import { defaultSettings } from '../../core/policy/settings.ts';
import type { CatalogOverride, CustomRegistry, EntryNote, OrganizationSettings } from '../../core/policy/settings.ts';
import { malformed } from './row.ts';

type Fields = Readonly<Record<string, unknown>>;
/** Returns `given` when it is of the type of T, and throws otherwise; `path` names the field. */
type Read<T> = (given: unknown, path: string) => T;

const overrideCategories = categories.filter((category) => category !== 'organization');

const boolean: Read<boolean> = (given, path) => {
  if (typeof given !== 'boolean') throw malformed(path, 'true or false');
  return given;
};
const string: Read<string> = (given, path) => {
  if (typeof given !== 'string') throw malformed(path, 'a text');
  return given;
};
const choice =
  <T extends string>(values: readonly T[]): Read<T> =>
  (given, path) => {
    const value = values.find((candidate) => candidate === given);
    if (value === undefined) throw malformed(path, `one of ${values.join(', ')}`);
    return value;
  };
const list =
  <T>(item: Read<T>): Read<readonly T[]> =>
  (given, path) => {
    if (!Array.isArray(given)) throw malformed(path, 'a list');
    return given.map((element, position) => item(element, `${path}[${position}]`));
  };

/** A field that may be left out. */
const optional =
  <T>(read: Read<T>): Read<T | undefined> =>
  (given, path) =>
    given === undefined ? undefined : read(given, path);

/** An object of exactly these fields; one that is missing is read as the one of `defaults`, or refused where there are none. */
const object =
  <T extends object>(readers: { readonly [K in keyof T]: Read<T[K]> }, defaults?: T): Read<T> =>
  (given, path) => {
    if (typeof given !== 'object' || given === null || Array.isArray(given)) throw malformed(path, 'an object');
    const unknownField = Object.keys(given).find((name) => !Object.hasOwn(readers, name));
    if (unknownField !== undefined) throw malformed(`${path}.${unknownField}`, 'a field that this version knows');
    const present: Fields = { ...defaults, ...given };
    const values = (Object.keys(readers) as (keyof T & string)[]).map((name) => [name, readers[name](present[name], `${path}.${name}`)] as const);
    return Object.fromEntries(values.filter(([, value]) => value !== undefined)) as T;
  };

const customRegistry = object<CustomRegistry>({ address: string, friendlyName: string, allowed: boolean });
const catalogOverride = object<CatalogOverride>({ namespace: string, category: choice(overrideCategories), by: string, at: string, note: optional(string) });
const notes = object<EntryNote>({ entry: string, note: string, by: string, at: string });

const { restrictedImages, registryAccess } = defaultSettings;
const settings = object<OrganizationSettings>(
  {
    restrictedImages: object(
      {
        enabled: boolean,
        allowOfficialImages: boolean,
        allowVerifiedPublishers: boolean,
        allowSponsoredOpenSource: boolean,
        allowCommunityImages: boolean,
        mode: choice(['enforce', 'audit']),
        allowlist: object({ enabled: boolean, repositories: list(string) }, restrictedImages.allowlist),
        helpText: string,
      },
      restrictedImages,
    ),
    registryAccess: object({ enabled: boolean, dockerHubAllowed: boolean, customRegistries: list(customRegistry) }, registryAccess),
    namespaceAccess: object({ enabled: boolean }, defaultSettings.namespaceAccess),
    signIn: object({ enforced: boolean }, defaultSettings.signIn),
    namespaces: list(string),
    catalogOverrides: list(catalogOverride),
    notes: object({ allowlist: list(notes), namespaces: list(notes) }, defaultSettings.notes),
  },
  defaultSettings,
);

/** Throws StoreError `malformed-row`, naming the field, for a document that is not settings. */
export function readSettings(document: string): OrganizationSettings {
  let given: unknown;
  try {
    given = JSON.parse(document);
  } catch {
    throw malformed('settings', 'JSON');
  }
  return settings(given, 'settings');
}
