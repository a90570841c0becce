// What an entry changed, before and after side by side; what was made or removed has one side.
import { type Column, Table } from '../../ui/table.tsx';
import { type FieldChange, type Json, differenceOf } from './difference.ts';
import styles from './activity.module.css';

export function EntryChanges({ before, after }: { readonly before: Json; readonly after: Json }) {
  const changes = differenceOf(before, after);
  if (changes.length === 0) return <p>Nothing is recorded of before and after.</p>;
  const isNew = changes.every((change) => change.before === undefined);
  const isGone = changes.every((change) => change.after === undefined);
  return (
    <div className={styles['changes']}>
      <Table label="What changed" columns={[field, ...(isNew ? [] : [was]), ...(isGone ? [] : [is])]} rows={changes} keyOf={(change) => change.field} />
    </div>
  );
}

const field: Column<FieldChange> = { id: 'field', title: 'Field', isRowHeader: true, cell: (change) => <code>{change.field === '' ? 'value' : change.field}</code> };
const was: Column<FieldChange> = { id: 'before', title: 'Before', cell: ({ before }) => <Side text={before} look="before" /> };
const is: Column<FieldChange> = { id: 'after', title: 'After', cell: ({ after }) => <Side text={after} look="after" /> };

function Side({ text, look }: { readonly text: string | undefined; readonly look: 'before' | 'after' }) {
  return text === undefined ? <span className={styles['absent']}>not there</span> : <span className={styles[look]}>{text}</span>;
}
