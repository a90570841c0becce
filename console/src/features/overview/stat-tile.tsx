// One number with its name, and what it was in the time before.
import type { ReactNode } from 'react';
import styles from './stat-tile.module.css';

export interface StatTileProps {
  readonly name: string;
  readonly value: ReactNode;
  /** What it is compared with, or what it is about. */
  readonly children?: ReactNode;
}

export function StatTile({ name, value, children }: StatTileProps) {
  return (
    <div className={styles['tile']}>
      <dt className={styles['name']}>{name}</dt>
      <dd className={styles['words']}>
        <span className={styles['value']}>{value}</span>
        {children !== undefined && <span className={styles['more']}>{children}</span>}
      </dd>
    </div>
  );
}

/** Tiles side by side. */
export function StatTiles({ children }: { readonly children: ReactNode }) {
  return <dl className={styles['tiles']}>{children}</dl>;
}
