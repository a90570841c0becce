// Entries of the allowlist: what each is for, who added it and when, and what the draft does to it.
import { PencilLine, Trash2, Undo2 } from 'lucide-react';
import { memo, useState } from 'react';
import type { ReactNode } from 'react';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { keepEntry, removeEntry } from './allowlist-draft.ts';
import type { AllowlistPartProps } from './allowlist-part.ts';
import styles from './allowlist.module.css';
import { NoteDialog } from './note-dialog.tsx';
import type { ShownEntry } from './shown-entry.ts';

const stateBadges = {
  saved: undefined,
  new: <Badge tone="accent">New</Badge>,
  removed: <Badge tone="warning">Will be removed</Badge>,
  noted: <Badge tone="accent">Note changed</Badge>,
} as const;

export interface AllowlistTableProps extends Pick<AllowlistPartProps, 'inForce' | 'isEditable' | 'edit'> {
  readonly rows: readonly ShownEntry[];
  readonly empty: ReactNode;
}

export function AllowlistTable({ inForce, isEditable, edit, rows, empty }: AllowlistTableProps) {
  const [noted, setNoted] = useState<ShownEntry>();
  const columns: Column<ShownEntry>[] = [
    {
      id: 'repository',
      title: 'Repository',
      isRowHeader: true,
      cell: ({ repository, note, state }) => (
        <>
          <span className={styles['entry']} data-state={state}>
            <code>{repository}</code>
            {stateBadges[state]}
          </span>
          {note !== '' && <span className={styles['note']}>{note}</span>}
        </>
      ),
    },
    { id: 'added', title: 'Added', cell: ({ saved, state }) => <Added by={saved?.added_by ?? null} at={saved?.added_at ?? null} isNew={state === 'new'} /> },
    ...(isEditable ? [{ id: 'actions', title: 'Actions', kind: 'actions' as const, cell: (row: ShownEntry) => <EntryActions {...row} {...{ inForce, edit }} onNote={setNoted} /> }] : []),
  ];
  return (
    <>
      <Table label="Entries of the allowlist" columns={columns} rows={rows} keyOf={({ repository }) => repository} empty={empty} />
      {noted !== undefined && <NoteDialog entry={noted} edit={edit} onClose={() => setNoted(undefined)} />}
    </>
  );
}

function Added({ by, at, isNew }: { readonly by: string | null; readonly at: string | null; readonly isNew: boolean }) {
  if (isNew) return <span className={styles['added']}>when you save</span>;
  if (by === null || at === null) return <span className={styles['added']}>not known</span>;
  return (
    <span className={styles['added']}>
      <Time at={at} form="ago" /> by {by}
    </span>
  );
}

interface EntryActionsProps extends ShownEntry, Pick<AllowlistPartProps, 'inForce' | 'edit'> {
  readonly onNote: (entry: ShownEntry) => void;
}

/** An edit of one entry leaves those of the others as they are. */
const EntryActions = memo(function EntryActions({ inForce, edit, onNote, ...entry }: EntryActionsProps) {
  const { repository, state } = entry;
  if (state === 'removed') {
    return (
      <Button size="small" look="quiet" icon={<Undo2 aria-hidden="true" />} aria-label={`Keep ${repository}`} onPress={() => edit(keepEntry(repository, inForce))}>
        Keep
      </Button>
    );
  }
  return (
    <>
      <Button size="small" look="quiet" icon={<PencilLine aria-hidden="true" />} aria-label={`Note for ${repository}`} onPress={() => onNote(entry)} />
      <Button size="small" look="quiet" icon={<Trash2 aria-hidden="true" />} aria-label={`Remove ${repository}`} onPress={() => edit(removeEntry(repository))} />
    </>
  );
});
