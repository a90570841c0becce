// What narrows a list down, in a row above it.
import type { ReactNode } from 'react';
import styles from './filter-bar.module.css';

export function FilterBar({ children }: { readonly children: ReactNode }) {
  return <div className={styles['bar']}>{children}</div>;
}

/** `wide`: takes the room that is left, for a search; `narrow`: only as much as it needs, for a button. */
export function FilterItem({ width = 'normal', children }: { readonly width?: 'wide' | 'normal' | 'narrow'; readonly children: ReactNode }) {
  return <div {...(width === 'wide' && { 'data-wide': true })} {...(width === 'narrow' && { 'data-narrow': true })}>{children}</div>;
}
