// What owners say of namespaces over the catalog: who, when, what for.
import { useState } from 'react';
import { $api } from '../../api/client.ts';
import type { Answer } from '../../api/operation-types.ts';
import { CategoryBadge } from '../../policy/category-badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Section } from '../../ui/page.tsx';
import { Pager } from '../../ui/pager.tsx';
import { Empty } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import styles from './catalog-list.module.css';
import { RemoveOverride } from './remove-override.tsx';

type Override = Answer<'listCatalogOverrides'>['results'][number];

const pageSize = 25;

export interface OverridesSectionProps {
  readonly org: string;
  readonly isOwner: boolean;
  /** Opens the form; empty: for any namespace. */
  readonly onSet: (namespace: string) => void;
}

export function OverridesSection({ org, isOwner, onSet }: OverridesSectionProps) {
  const [page, setPage] = useState(1);
  const [removed, setRemoved] = useState<string>();
  const list = $api.useQuery('get', '/v2/orgs/{org}/catalog-overrides', { params: { path: { org }, query: { page, page_size: pageSize } } }, { placeholderData: (before) => before });
  const actions = {
    id: 'actions',
    title: 'Actions',
    kind: 'actions' as const,
    cell: ({ namespace }: Override) => (
      <span className={styles['buttons']}>
        <Button size="small" aria-label={`Change ${namespace}`} onPress={() => onSet(namespace)}>
          Change
        </Button>
        <Button size="small" aria-label={`Remove ${namespace}`} onPress={() => setRemoved(namespace)}>
          Remove
        </Button>
      </span>
    ),
  };
  return (
    <Section
      title="Overrides"
      description={`What owners of ${org} say of a namespace goes before the catalog.`}
      actions={isOwner && <Button look="primary" onPress={() => onSet('')}>Set an override</Button>}
      isFlush
    >
      <Loaded query={list} failure="The overrides could not be loaded">
        {({ results, count }) => (
          <>
            <Table
              label="Overridden namespaces"
              rows={results}
              keyOf={({ namespace }) => namespace}
              empty={<Empty title="No overrides">The catalog says what each namespace counts as. {isOwner ? 'Set an override where you know better.' : ''}</Empty>}
              columns={[
                { id: 'namespace', title: 'Namespace', isRowHeader: true, cell: ({ namespace }) => namespace },
                { id: 'category', title: 'Counts as', cell: ({ category }) => <CategoryBadge category={category} /> },
                { id: 'note', title: 'Note', cell: ({ note }) => note || 'None' },
                { id: 'set', title: 'Set', cell: ({ by, at }) => <>by {by}{at !== '' && <>, <Time at={at} form="day" /></>}</> },
                ...(isOwner ? [actions] : []),
              ]}
            />
            <div className={styles['pager']}>
              <Pager page={page} pageSize={pageSize} count={count} what="overrides" onPage={setPage} />
            </div>
          </>
        )}
      </Loaded>
      {removed !== undefined && <RemoveOverride org={org} namespace={removed} onClose={() => setRemoved(undefined)} />}
    </Section>
  );
}
