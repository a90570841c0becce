// The list of one's tokens, with what can be done with each.
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import { Banner } from '../../ui/banner.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { isExpired } from '../../ui/expiry.ts';
import { Menu } from '../../ui/menu.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Empty } from '../../ui/states.tsx';
import { Table, type Column } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { notify } from '../../ui/toast.tsx';
import { useNow } from '../../ui/use-now.ts';
import { RenameTokenDialog } from './rename-token-dialog.tsx';
import { describeScopes } from './scope-texts.ts';
import type { Token } from './token.ts';

export interface TokenTableProps {
  readonly tokens: readonly Token[];
  readonly onChanged: () => Promise<void>;
}

export function TokenTable({ tokens, onChanged }: TokenTableProps) {
  const [renamed, setRenamed] = useState<Token>();
  const [deleted, setDeleted] = useState<Token>();
  const [failure, setFailure] = useState<string>();
  const nowMs = useNow();
  const switchTo = async ({ uuid, token_label: label }: Token, isActive: boolean): Promise<void> => {
    setFailure(undefined);
    try {
      await api.PATCH('/v2/access-tokens/{uuid}', { params: { path: { uuid } }, body: { is_active: isActive } });
      notify(`${label} is ${isActive ? 'on' : 'off'}`);
      await onChanged();
    } catch (error) {
      setFailure(toFailure(error).message);
    }
  };
  const remove = async ({ uuid }: Token): Promise<void> => {
    await api.DELETE('/v2/access-tokens/{uuid}', { params: { path: { uuid } } });
    await onChanged();
  };
  const columns: readonly Column<Token>[] = [
    { id: 'label', title: 'Label', isRowHeader: true, cell: ({ token_label: label }) => label },
    { id: 'scope', title: 'May', cell: ({ scopes }) => describeScopes(scopes) },
    { id: 'used', title: 'Last used', cell: ({ last_used: at }) => (at === null ? 'Never' : <Time at={at} form="ago" />) },
    { id: 'ends', title: 'Ends', cell: ({ expires_at: at }) => (at === null || at === '' ? 'Never' : <Time at={at} form="day" />) },
    { id: 'state', title: 'State', cell: (token) => <TokenState isActive={token.is_active} isOver={isExpired(token.expires_at, nowMs)} /> },
    {
      id: 'actions',
      title: 'Actions',
      kind: 'actions',
      cell: (token) => (
        <Menu
          label={`Actions for ${token.token_label}`}
          actions={[
            { id: 'rename', label: 'Rename', onAction: () => setRenamed(token) },
            { id: 'switch', label: token.is_active ? 'Switch off' : 'Switch on', onAction: () => void switchTo(token, !token.is_active) },
            { id: 'delete', label: 'Delete', look: 'danger', onAction: () => setDeleted(token) },
          ]}
        />
      ),
    },
  ];
  return (
    <>
      {failure !== undefined && <Banner tone="danger">{failure}</Banner>}
      <Table label="Your tokens" columns={columns} rows={tokens} keyOf={({ uuid }) => uuid} empty={<Empty title="No tokens yet">Create one to sign docker in without your password.</Empty>} />
      {renamed !== undefined && <RenameTokenDialog token={renamed} onRenamed={onChanged} onClose={() => setRenamed(undefined)} />}
      {deleted !== undefined && (
        <ConfirmDialog title={`Delete ${deleted.token_label}?`} action="Delete" isOpen onClose={() => setDeleted(undefined)} onConfirm={() => remove(deleted)}>
          <p>
            Whatever signs in with this token is refused from now on{deleted.last_used === null ? '; it was never used' : <>; it was last used <Time at={deleted.last_used} form="ago" /></>}. A deleted token cannot be brought back. Switch it off
            instead to be able to switch it on again.
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}

function TokenState({ isActive, isOver }: { readonly isActive: boolean; readonly isOver: boolean }) {
  if (isOver) return <Badge tone="warning">Expired</Badge>;
  return isActive ? <Badge tone="good">On</Badge> : <Badge>Off</Badge>;
}
