// The list of the organization's tokens, with what can be done with each.
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import type { Answer } from '../../api/operation-types.ts';
import { Badge } from '../../ui/badge.tsx';
import { Banner } from '../../ui/banner.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { isExpired } from '../../ui/expiry.ts';
import { Menu } from '../../ui/menu.tsx';
import { Empty } from '../../ui/states.tsx';
import { Table, type Column } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { notify } from '../../ui/toast.tsx';
import { useNow } from '../../ui/use-now.ts';
import { EditTokenDialog } from './edit-token-dialog.tsx';
import styles from './access-tokens.module.css';

type Token = Answer<'listOrganizationAccessTokens'>['results'][number];

export interface TokenTableProps {
  readonly org: string;
  readonly tokens: readonly Token[];
  readonly onChanged: () => Promise<void>;
}

export function TokenTable({ org, tokens, onChanged }: TokenTableProps) {
  const [edited, setEdited] = useState<Token>();
  const [deleted, setDeleted] = useState<Token>();
  const [failure, setFailure] = useState<string>();
  const nowMs = useNow();
  const switchTo = async ({ id, label }: Token, isActive: boolean): Promise<void> => {
    setFailure(undefined);
    try {
      await api.PATCH('/v2/orgs/{org}/access-tokens/{id}', { params: { path: { org, id } }, body: { is_active: isActive } });
      notify(`${label} is ${isActive ? 'on' : 'off'}`);
      await onChanged();
    } catch (error) {
      setFailure(toFailure(error).message);
    }
  };
  const remove = async ({ id }: Token): Promise<void> => {
    await api.DELETE('/v2/orgs/{org}/access-tokens/{id}', { params: { path: { org, id } } });
    await onChanged();
  };
  const actions: Column<Token> = {
    id: 'actions',
    title: 'Actions',
    kind: 'actions',
    cell: (token) => (
      <Menu
        label={`Actions for ${token.label}`}
        actions={[
          { id: 'edit', label: 'Change', onAction: () => setEdited(token) },
          { id: 'switch', label: token.is_active ? 'Switch off' : 'Switch on', onAction: () => void switchTo(token, !token.is_active) },
          { id: 'delete', label: 'Delete', look: 'danger', onAction: () => setDeleted(token) },
        ]}
      />
    ),
  };
  const empty = <Empty title="No tokens yet">Create one for a robot that pulls or pushes in the name of {org}.</Empty>;
  return (
    <>
      {failure !== undefined && <Banner tone="danger">{failure}</Banner>}
      <Table label="Tokens" columns={[...columnsAt(nowMs), actions]} rows={tokens} keyOf={({ id }) => id} empty={empty} />
      {edited !== undefined && <EditTokenDialog org={org} id={edited.id} label={edited.label} onSaved={onChanged} onClose={() => setEdited(undefined)} />}
      {deleted !== undefined && (
        <ConfirmDialog title={`Delete ${deleted.label}?`} action="Delete" isOpen onClose={() => setDeleted(undefined)} onConfirm={() => remove(deleted)}>
          <p>
            Whatever signs in with this token is refused from now on{deleted.last_used_at === null ? '; it was never used' : <>; it was last used <Time at={deleted.last_used_at} form="ago" /></>}. A deleted token cannot be brought back. Switch it off
            instead to be able to switch it on again.
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}

function columnsAt(nowMs: number): readonly Column<Token>[] {
  return [
    {
      id: 'label',
      title: 'Label',
      isRowHeader: true,
      cell: ({ label, description }) => (
        <>
          {label}
          {description !== '' && <span className={styles['description']}>{description}</span>}
        </>
      ),
    },
    { id: 'by', title: 'Created by', cell: ({ created_by: by }) => by },
    { id: 'made', title: 'Created', cell: ({ created_at: at }) => <Time at={at} form="day" /> },
    { id: 'used', title: 'Last used', cell: ({ last_used_at: at }) => (at === null ? 'Never' : <Time at={at} form="ago" />) },
    { id: 'ends', title: 'Ends', cell: ({ expires_at: at }) => (at === null || at === '' ? 'Never' : <Time at={at} form="day" />) },
    {
      id: 'state',
      title: 'State',
      cell: ({ is_active: isActive, expires_at: at }) => {
        if (isExpired(at, nowMs)) return <Badge tone="warning">Expired</Badge>;
        return isActive ? <Badge tone="good">On</Badge> : <Badge>Off</Badge>;
      },
    },
  ];
}
