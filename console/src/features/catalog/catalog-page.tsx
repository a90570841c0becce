// Namespaces and catalog: what counts as what, and why?
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useOrganization } from '../../api/organization.ts';
import { ReadOnlyLine } from '../../policy/read-only-line.tsx';
import { Page } from '../../ui/page.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { CatalogList } from './catalog-list.tsx';
import type { CatalogTab } from './catalog-search.ts';
import { LookUp } from './look-up.tsx';
import { NamespacesSection } from './namespaces-section.tsx';
import { OverridesSection } from './overrides-section.tsx';
import { RefreshSection } from './refresh-section.tsx';
import { SetOverride } from './set-override.tsx';
import styles from './catalog-page.module.css';

const route = getRouteApi('/signed-in/orgs/$org/catalog');

export function CatalogPage() {
  const { name: org, role } = useOrganization();
  const search = route.useSearch();
  const navigate = useNavigate();
  const [overridden, setOverridden] = useState<string>();
  const isOwner = role === 'owner';
  const select = (tab: CatalogTab): void => void navigate({ to: '/orgs/$org/catalog', params: { org }, search: { ...(search.namespace !== undefined && { namespace: search.namespace }), ...(tab !== 'catalog' && { tab }) }, replace: true });
  return (
    <Page title="Namespaces and catalog" width="wide" description="What images count as follows from their namespace: your own, official, a publisher’s, or community.">
      <ReadOnlyLine />
      <LookUp key={search.namespace} org={org} search={search} onOverride={isOwner ? setOverridden : undefined} />
      <Tabs
        label="Parts of the catalog"
        selected={search.tab === undefined || (search.tab === 'refresh' && !isOwner) ? 'catalog' : search.tab}
        onSelect={select}
        tabs={[
          { id: 'catalog', title: 'Catalog', content: <CatalogList org={org} search={search} /> },
          { id: 'namespaces', title: 'Your namespaces', content: <NamespacesSection org={org} isOwner={isOwner} /> },
          { id: 'overrides', title: 'Overrides', content: <OverridesSection org={org} isOwner={isOwner} onSet={setOverridden} /> },
          ...(isOwner ? [{ id: 'refresh' as const, title: 'Refresh and drift', content: <div className={styles['stack']}><RefreshSection /></div> }] : []),
        ]}
      />
      {overridden !== undefined && <SetOverride org={org} namespace={overridden} onClose={() => setOverridden(undefined)} />}
    </Page>
  );
}
