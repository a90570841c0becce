// The frame of a page: one heading, the one question that it answers, what can be done at once, and the sections below.
import { useId } from 'react';
import type { ReactNode } from 'react';
import styles from './page.module.css';

export interface PageProps {
  readonly title: string;
  /** One sentence: what is seen or set here. */
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
  /** `wide` for tables, `form` for what is read and filled in. */
  readonly width?: 'form' | 'wide';
  readonly children: ReactNode;
}

export function Page({ title, description, actions, width = 'form', children }: PageProps) {
  return (
    <div className={styles['page']} data-width={width}>
      <title>{`${title} · Pullgate`}</title>
      <header className={styles['header']}>
        <div className={styles['words']}>
          <h1>{title}</h1>
          {description !== undefined && <p className={styles['description']}>{description}</p>}
        </div>
        {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}

export interface SectionProps {
  readonly title: string;
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  /** Lets tables and lists reach the edges. */
  readonly isFlush?: boolean;
}

/** A card of a page, with a heading of its own. */
export function Section({ title, description, actions, children, isFlush = false }: SectionProps) {
  const id = useId();
  return (
    <section className={styles['section']} aria-labelledby={id}>
      <header className={styles['sectionHeader']}>
        <div className={styles['words']}>
          <h2 id={id}>{title}</h2>
          {description !== undefined && <p className={styles['sectionDescription']}>{description}</p>}
        </div>
        {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
      </header>
      <div className={isFlush ? styles['flush'] : styles['content']}>{children}</div>
    </section>
  );
}
