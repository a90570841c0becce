// Who of the organization is who at the identity provider.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { $api, api } from '../../api/client.ts';
import type { Answer } from '../../api/operation-types.ts';
import { useOrganization } from '../../api/organization.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Section } from '../../ui/page.tsx';
import { Pager } from '../../ui/pager.tsx';
import { Empty } from '../../ui/states.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { notify } from '../../ui/toast.tsx';

type Identity = Answer<'listSingleSignOnIdentities'>['results'][number];

const path = '/v2/orgs/{org}/single-sign-on/identities';
const pageSize = 25;

/** `issuer`: the one that is connected now; those of another are told apart. */
export function Identities({ issuer }: { readonly issuer: string }) {
  const { name: org } = useOrganization();
  const [page, setPage] = useState(1);
  const [asked, setAsked] = useState<Identity>();
  const query = useQuery($api.queryOptions('get', path, { params: { path: { org }, query: { page, page_size: pageSize } } }));
  const columns: readonly Column<Identity>[] = [
    { id: 'username', title: 'Account', isRowHeader: true, cell: ({ username }) => username },
    { id: 'subject', title: 'At the provider', cell: ({ subject, issuer: theirs }) => <code>{theirs === issuer ? subject : `${subject} at ${theirs}`}</code> },
    { id: 'linked', title: 'Linked', cell: ({ linked_at: at }) => <Time at={at} form="ago" /> },
    {
      id: 'unlink',
      title: 'Unlink',
      kind: 'actions',
      cell: (identity) => (
        <Button size="small" look="quiet" aria-label={`Unlink ${identity.username}`} onPress={() => setAsked(identity)}>
          Unlink
        </Button>
      ),
    },
  ];
  return (
    <Section title="Linked people" description="Which account is whom at the identity provider, from their first sign-in on." isFlush>
      <Loaded query={query} failure="The linked people could not be loaded">
        {({ results, count }) => (
          <>
            <Table label="Accounts that are linked" columns={columns} rows={results} keyOf={({ id }) => id} empty={<Empty title="Nobody has signed in with the provider yet">People appear here at their first sign-in.</Empty>} />
            <Pager page={page} pageSize={pageSize} count={count} onPage={setPage} what="people" />
          </>
        )}
      </Loaded>
      <Unlink identity={asked} onClose={() => setAsked(undefined)} />
    </Section>
  );
}

function Unlink({ identity, onClose }: { readonly identity: Identity | undefined; readonly onClose: () => void }) {
  const { name: org } = useOrganization();
  const queryClient = useQueryClient();
  const unlink = async (): Promise<void> => {
    if (identity === undefined) return;
    await api.DELETE('/v2/orgs/{org}/single-sign-on/identities/{id}', { params: { path: { org, id: identity.id } } });
    notify(`${identity.username} was unlinked`);
    await queryClient.invalidateQueries({ queryKey: ['get', path] });
  };
  return (
    <ConfirmDialog title={`Unlink ${identity?.username ?? ''}?`} action="Unlink" isOpen={identity !== undefined} onClose={onClose} onConfirm={unlink}>
      <p>{`The sessions that ${identity?.username ?? ''} has through an identity provider end, and so do such sign-ins to the API. The account stays.`}</p>
      <p>The next sign-in with the provider is a first one again: it finds the account by the rules above, or makes another.</p>
    </ConfirmDialog>
  );
}
