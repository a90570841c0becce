// What an entry changed, before and after side by side.
import type { Column } from '../../ui/table.tsx';
import { Table } from '../../ui/table.tsx';
import { type FieldChange, type Json, differenceOf } from './difference.ts';
import styles from './activity.module.css';

export function EntryChanges({ before, after }: { readonly before: Json; readonly after: Json }) {
  const changes = differenceOf(before, after);
  if (changes.length === 0) return <p>Nothing is recorded of before and after.</p>;
  return (
    <div className={styles['changes']}>
      <Table label="What changed" columns={columns} rows={changes} keyOf={({ field }) => field} />
    </div>
  );
}

const columns: readonly Column<FieldChange>[] = [
  { id: 'field', title: 'Field', isRowHeader: true, cell: ({ field }) => <code>{field === '' ? 'value' : field}</code> },
  { id: 'before', title: 'Before', cell: ({ before }) => <Side text={before} look="before" /> },
  { id: 'after', title: 'After', cell: ({ after }) => <Side text={after} look="after" /> },
];

function Side({ text, look }: { readonly text: string | undefined; readonly look: 'before' | 'after' }) {
  return text === undefined ? <span className={styles['absent']}>not there</span> : <span className={styles[look]}>{text}</span>;
}
