// Every namespace of Docker Hub that is known to be more than community, or was.
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { categoryTexts } from '../../../../src/contract/category-texts.ts';
import { $api } from '../../api/client.ts';
import type { Answer } from '../../api/operation-types.ts';
import { CategoryBadge } from '../../policy/category-badge.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Section } from '../../ui/page.tsx';
import { Pager } from '../../ui/pager.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Select } from '../../ui/select.tsx';
import { Empty } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import styles from './catalog-list.module.css';
import type { CatalogSearch, Category } from './catalog-search.ts';
import { sourceNames, type SourceKind } from './source-names.ts';
import { SourceWords } from './source-words.tsx';
import { useSettled } from './use-settled.ts';

type Entry = Answer<'listCatalog'>['results'][number];

const pageSize = 25;
const categoryOptions = [{ value: 'all' as const, label: 'All categories' }, ...(Object.keys(categoryTexts) as Category[]).filter((category) => category !== 'community').map((value) => ({ value, label: categoryTexts[value].name })), { value: 'community' as const, label: categoryTexts.community.name }];
const sourceOptions = [{ value: 'all' as const, label: 'All sources' }, ...(Object.keys(sourceNames) as SourceKind[]).map((value) => ({ value, label: sourceNames[value] }))];

export function CatalogList({ org, search }: { readonly org: string; readonly search: CatalogSearch }) {
  const navigate = useNavigate();
  const { category, source, stale } = search;
  const [typed, setTyped] = useState(search.search ?? '');
  const settled = useSettled(typed.trim());
  const page = Number(search.page ?? 1);
  const set = (change: { readonly [Name in keyof CatalogSearch]?: CatalogSearch[Name] | undefined }): void => {
    const wanted = Object.entries({ ...search, page: undefined, ...change } satisfies Record<string, string | undefined>);
    const next = Object.fromEntries(wanted.filter(([, value]) => value !== undefined && value.length > 0));
    void navigate({ to: '/orgs/$org/catalog', params: { org }, search: next, replace: true });
  };
  const query = { page, page_size: pageSize, ...(category !== undefined && { category }), ...(source !== undefined && { source }), ...(stale !== undefined && { stale: true }), ...(settled !== '' && { search: settled }) };
  const list = $api.useQuery('get', '/v2/orgs/{org}/catalog', { params: { path: { org }, query } }, { placeholderData: (before) => before });
  return (
    <Section title="Catalog" description="Namespaces of Docker Hub that are more than community, why, and since when. A namespace that is not here counts as community." isFlush>
      <div className={styles['filters']}>
        <SearchField
          label="Part of a namespace"
          placeholder="Part of a namespace"
          value={typed}
          onChange={(text) => {
            setTyped(text);
            set({ search: text.trim() });
          }}
        />
        <Select label="Category" isLabelHidden options={categoryOptions} value={category ?? 'all'} onChange={(chosen) => set({ category: chosen === 'all' ? undefined : chosen })} />
        <Select label="Source" isLabelHidden options={sourceOptions} value={source ?? 'all'} onChange={(chosen) => set({ source: chosen === 'all' ? undefined : chosen })} />
        <Checkbox isSelected={stale === 'true'} onChange={(isStale) => set({ stale: isStale ? 'true' : undefined })}>
          From old evidence alone
        </Checkbox>
      </div>
      <Loaded query={list} failure="The catalog could not be loaded" lines={8}>
        {({ results, count }) => (
          <>
            <Table label="Namespaces of the catalog" rows={results} keyOf={({ namespace }) => namespace} columns={columnsFor(org, search)} empty={<Empty title="No namespace fits">Take a filter away, or look the namespace up above: what is not listed counts as community.</Empty>} />
            <div className={styles['pager']}>
              <Pager page={page} pageSize={pageSize} count={count} what="namespaces" onPage={(next) => set(next === 1 ? {} : { page: String(next) })} />
            </div>
          </>
        )}
      </Loaded>
    </Section>
  );
}

function columnsFor(org: string, search: CatalogSearch) {
  return [
    {
      id: 'namespace',
      title: 'Namespace',
      isRowHeader: true,
      cell: ({ namespace }: Entry) => (
        <Link to="/orgs/$org/catalog" params={{ org }} search={{ ...search, namespace }}>
          {namespace}
        </Link>
      ),
    },
    { id: 'category', title: 'Counts as', cell: ({ category }: Entry) => <CategoryBadge category={category} /> },
    {
      id: 'source',
      title: 'Because',
      cell: ({ source, stale }: Entry) => (
        <>
          <SourceWords source={source} /> {stale && <Badge>Old</Badge>}
        </>
      ),
    },
    { id: 'drift', title: 'Changed', cell: ({ drift }: Entry) => (drift === null ? 'Never' : <><Time at={drift.at} form="day" />: was {categoryTexts[drift.before].name}</>) },
  ];
}
