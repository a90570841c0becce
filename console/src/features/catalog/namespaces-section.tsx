// The namespaces that belong to the organization: its own name, and those that were given to it.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import type { Answer } from '../../api/operation-types.ts';
import { Button } from '../../ui/button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Section } from '../../ui/page.tsx';
import { Pager } from '../../ui/pager.tsx';
import { Empty } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { AddNamespace } from './add-namespace.tsx';
import styles from './catalog-list.module.css';
import { RemoveNamespace } from './remove-namespace.tsx';

type Namespace = Answer<'listNamespaces'>['results'][number];

const pageSize = 25;

export function NamespacesSection({ org, isOwner }: { readonly org: string; readonly isOwner: boolean }) {
  const [page, setPage] = useState(1);
  const [isAdding, setAdding] = useState(false);
  const [removed, setRemoved] = useState<string>();
  const list = useQuery({
    queryKey: ['get', '/v2/orgs/{org}/namespaces', { params: { path: { org }, query: { page } } }],
    queryFn: async ({ signal }) => (await api.GET('/v2/orgs/{org}/namespaces', { params: { path: { org }, query: { page, page_size: pageSize } }, signal })).data,
  });
  const remove = { id: 'actions', title: 'Actions', kind: 'actions' as const, cell: ({ namespace }: Namespace) => <Button size="small" aria-label={`Remove ${namespace}`} onPress={() => setRemoved(namespace)}>Remove</Button> };
  return (
    <Section
      title="Your namespaces"
      description={`Images in ${org} and in these are your own: always allowed, and pushed to by your members.`}
      actions={isOwner && <Button look="primary" onPress={() => setAdding(true)}>Add a namespace</Button>}
      isFlush
    >
      <Loaded query={list} failure="The namespaces could not be loaded">
        {(data) => (
          <>
            <Table
              label="Namespaces of the organization"
              rows={data?.results ?? []}
              keyOf={({ namespace }) => namespace}
              empty={<Empty title={`${org} is your only namespace`}>{isOwner ? 'Add the other names that your images have at Docker Hub or elsewhere, such as acme-labs or ghcr.io/acme.' : 'Owners add further ones.'}</Empty>}
              columns={[
                { id: 'namespace', title: 'Namespace', isRowHeader: true, cell: ({ namespace }) => namespace },
                { id: 'note', title: 'Note', cell: ({ note }) => note || 'None' },
                { id: 'added', title: 'Added', cell: ({ added_by: by, added_at: at }) => (by === null ? 'Before notes were kept' : <>by {by}{at !== null && <>, <Time at={at} form="day" /></>}</>) },
                ...(isOwner ? [remove] : []),
              ]}
            />
            <div className={styles['pager']}>
              <Pager page={page} pageSize={pageSize} count={data?.count ?? 0} what="namespaces" onPage={setPage} />
            </div>
          </>
        )}
      </Loaded>
      {isAdding && <AddNamespace org={org} onClose={() => setAdding(false)} />}
      {removed !== undefined && <RemoveNamespace org={org} namespace={removed} onClose={() => setRemoved(undefined)} />}
    </Section>
  );
}
