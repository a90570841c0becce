// A table of a list of up to some hundred things, which becomes a list of cards on a narrow screen.
import type { ReactNode } from 'react';
import styles from './table.module.css';

export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  /** `number` is set to the right. */
  readonly kind?: 'text' | 'number' | 'actions';
  /** The one that names the row: read aloud with each of its cells. */
  readonly isRowHeader?: boolean;
}

export interface TableProps<Row> {
  /** Read aloud: what is listed. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string | number;
  /** In place of rows, when there are none. */
  readonly empty?: ReactNode;
}

export function Table<Row>({ label, columns, rows, keyOf, empty }: TableProps<Row>) {
  if (rows.length === 0 && empty !== undefined) return empty;
  return (
    <div className={styles['scroller']} role="region" aria-label={label} tabIndex={0}>
      <table className={styles['table']}>
        <caption className="visually-hidden">{label}</caption>
        <thead>
          <tr>
            {columns.map(({ id, title, kind = 'text' }) => (
              <th key={id} scope="col" data-kind={kind}>
                {kind === 'actions' ? <span className="visually-hidden">{title}</span> : title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ id, title, cell, kind = 'text', isRowHeader = false }) =>
                isRowHeader ? (
                  <th key={id} scope="row" data-kind={kind}>
                    {cell(row)}
                  </th>
                ) : (
                  <td key={id} data-kind={kind} data-title={title}>
                    {cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
