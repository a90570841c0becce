// The tokens with which the identity provider creates and deactivates people over SCIM.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { $api, api } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import type { Answer } from '../../api/operation-types.ts';
import { useOrganization } from '../../api/organization.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { CopyButton } from '../../ui/copy.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Section } from '../../ui/page.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { notify } from '../../ui/toast.tsx';
import { NewScimToken } from './new-scim-token.tsx';
import styles from './single-sign-on.module.css';

type Token = Answer<'listScimTokens'>['results'][number];

const path = '/v2/orgs/{org}/scim-token';
const tokensMax = 2;

export function ScimTokens() {
  const { name: org } = useOrganization();
  const queryClient = useQueryClient();
  const query = useQuery($api.queryOptions('get', path, { params: { path: { org } } }));
  const [asked, setAsked] = useState<Token>();
  const create = useMutation({
    mutationFn: async () => (await api.POST(path, { params: { path: { org } } })).data,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['get', path] }),
  });
  const count = query.data?.results.length ?? 0;
  const actions = (
    <Button isPending={create.isPending} isDisabled={query.data === undefined || count >= tokensMax} onPress={() => create.mutate()}>
      Create a token
    </Button>
  );
  return (
    <Section
      title="SCIM"
      description={`The identity provider creates people, deactivates them and fills teams. An organization has two tokens at most, so that a new one is in place before the old one is revoked.${count >= tokensMax ? ' Revoke one to create another.' : ''}`}
      actions={actions}
    >
      {create.isError && <Banner tone="danger">{toFailure(create.error).message}</Banner>}
      <Loaded query={query} failure="The SCIM tokens could not be loaded" lines={2}>
        {({ base_url: baseUrl, results }) => (
          <>
            <p className={styles['copied']}>
              Base address <code>{baseUrl}</code> <CopyButton text={baseUrl} label="the base address" />
            </p>
            <Table label="SCIM tokens" columns={columnsOf(setAsked)} rows={results} keyOf={({ id }) => id} empty={<p>There is no token yet: create one, and enter it at your identity provider with the base address.</p>} />
          </>
        )}
      </Loaded>
      <NewScimToken created={create.data} onClose={() => create.reset()} />
      <Revoke token={asked} isLast={count === 1} onClose={() => setAsked(undefined)} />
    </Section>
  );
}

function columnsOf(ask: (token: Token) => void): readonly Column<Token>[] {
  return [
    { id: 'id', title: 'Token', isRowHeader: true, cell: ({ id }) => <code>{id}</code> },
    { id: 'created', title: 'Created', cell: ({ created_at: at, created_by: by }) => <>{`by ${by}, `}<Time at={at} form="ago" /></> },
    { id: 'used', title: 'Last used', cell: ({ last_used_at: at }) => (at === null ? 'never' : <Time at={at} form="ago" />) },
    {
      id: 'revoke',
      title: 'Revoke',
      kind: 'actions',
      cell: (token) => (
        <Button size="small" look="quiet" aria-label={`Revoke ${token.id}`} onPress={() => ask(token)}>
          Revoke
        </Button>
      ),
    },
  ];
}

function Revoke({ token, isLast, onClose }: { readonly token: Token | undefined; readonly isLast: boolean; readonly onClose: () => void }) {
  const { name: org } = useOrganization();
  const queryClient = useQueryClient();
  const lastUsed = token?.last_used_at ?? null;
  const revoke = async (): Promise<void> => {
    if (token === undefined) return;
    await api.DELETE('/v2/orgs/{org}/scim-token/{id}', { params: { path: { org, id: token.id } } });
    notify('The SCIM token was revoked');
    await queryClient.invalidateQueries({ queryKey: ['get', path] });
  };
  return (
    <ConfirmDialog title="Revoke this SCIM token?" action="Revoke" isOpen={token !== undefined} onClose={onClose} onConfirm={revoke}>
      <p>
        <code>{token?.id}</code> {lastUsed === null ? 'was never used.' : <>was used last <Time at={lastUsed} form="ago" />.</>}
      </p>
      <p>{`The identity provider that has it is refused at once, for good. ${isLast ? 'It is the only one: nobody is created or deactivated over SCIM any more. ' : ''}People and teams stay as they are.`}</p>
    </ConfirmDialog>
  );
}
