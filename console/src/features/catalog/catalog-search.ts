// What the address bar of Namespaces and catalog may say; everything else in it is left out.
import { categoryTexts } from '../../../../src/contract/category-texts.ts';
import { sourceNames, type SourceKind } from './source-names.ts';

export type Category = keyof typeof categoryTexts;

export const catalogTabs = ['catalog', 'namespaces', 'overrides', 'refresh'] as const;
export type CatalogTab = (typeof catalogTabs)[number];

export interface CatalogSearch {
  /** Left out: the catalog. */
  readonly tab?: CatalogTab;
  /** The namespace that is looked up. */
  readonly namespace?: string;
  /** Of the list: a part of a name. */
  readonly search?: string;
  readonly category?: Category;
  readonly source?: SourceKind;
  readonly stale?: 'true';
  /** From 2 on. */
  readonly page?: string;
}

export function parseCatalogSearch({ tab, namespace, search, category, source, stale, page }: Record<string, unknown>): CatalogSearch {
  const found = {
    tab: catalogTabs.find((each) => each === tab),
    namespace: textOf(namespace),
    search: textOf(search),
    category: keysOf(categoryTexts).find((each) => each === category),
    source: keysOf(sourceNames).find((each) => each === source),
    stale: stale === 'true' ? ('true' as const) : undefined,
    page: typeof page === 'string' && /^[1-9]\d{0,5}$/.test(page) ? page : undefined,
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 255) : undefined;
}

function keysOf<Key extends string>(table: Readonly<Record<Key, unknown>>): readonly Key[] {
  return Object.keys(table) as Key[];
}
