// Who pulled what, what was refused, and why: the live record, newest first.
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import { useIsOwner } from '../../api/organization.ts';
import { Page } from '../../ui/page.tsx';
import { ExportLinks } from './export-links.tsx';
import { FilterBar } from './filter-bar.tsx';
import { PullDialog } from './pull-dialog.tsx';
import { PullList } from './pull-list.tsx';
import type { Pull } from './pull-names.ts';
import { filterNames, filtersOf, type FilterName, type Filters } from './pulls-search.ts';

const route = getRouteApi('/signed-in/orgs/$org/pulls');

export function PullsPage() {
  const isOwner = useIsOwner();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [known, setKnown] = useState<Pull>();
  // Filters that say the same are the same object, however often the address bar changes.
  const written = JSON.stringify(filtersOf(search));
  const filters = useMemo(() => JSON.parse(written) as Filters, [written]);
  const change = useCallback(
    (changed: { readonly [Name in FilterName]?: string | undefined }) => {
      void navigate({ search: (before) => withoutAbsent({ ...filtersOf(before), ...changed }) });
    },
    [navigate],
  );
  const clear = useCallback(() => change(Object.fromEntries(filterNames.map((name) => [name, undefined]))), [change]);
  const open = useCallback(
    (pull: Pull) => {
      setKnown(pull);
      void navigate({ search: (before) => ({ ...before, pull: pull.id }), resetScroll: false });
    },
    [navigate],
  );
  const close = (): void => void navigate({ search: filtersOf, resetScroll: false });

  return (
    <Page
      title="Pulls"
      width="wide"
      description={isOwner ? 'Who pulled what, what was refused, and why. Newest first.' : 'What you pulled, what was refused, and why. Newest first. Only owners see what others pulled.'}
      actions={<ExportLinks key={written} filters={filters} />}
    >
      <FilterBar filters={filters} onChange={change} />
      <PullList key={written} filters={filters} onChange={change} onClear={clear} onOpen={open} />
      {search.pull !== undefined && <PullDialog key={search.pull} id={search.pull} known={known?.id === search.pull ? known : undefined} onClose={close} />}
    </Page>
  );
}

function withoutAbsent(filters: { readonly [Name in FilterName]?: string | undefined }): Filters {
  const given: Readonly<Record<string, string | undefined>> = filters;
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
