// What the log says of each entry at a glance.
import { Link } from '@tanstack/react-router';
import { describeAct } from '../../../../src/contract/action-texts.ts';
import type { Column } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { type Entry, describeActor, describeCredential } from './actor-texts.ts';
import styles from './activity.module.css';

export const activityColumns: readonly Column<Entry>[] = [
  { id: 'time', title: 'When', cell: ({ time }) => <span className={styles['time']}><Time at={time} /></span> },
  { id: 'actor', title: 'Who', cell: ({ actor }) => describeActor(actor) },
  { id: 'what', title: 'What', isRowHeader: true, cell: (entry) => <What entry={entry} /> },
  { id: 'from', title: 'From', cell: ({ actor }) => actor.client_address },
  { id: 'with', title: 'With', cell: ({ actor }) => describeCredential(actor) },
];

function What({ entry }: { readonly entry: Entry }) {
  return (
    <Link from="/orgs/$org/activity" to="." search={(before) => ({ ...before, entry: String(entry.sequence) })} resetScroll={false}>
      {describeAct(entry)}
    </Link>
  );
}
