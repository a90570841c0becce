// The frame of the few pages that stand alone: signing in, an invitation.
import type { ReactNode } from 'react';
import styles from './welcome.module.css';

export interface WelcomeProps {
  readonly title: string;
  readonly children: ReactNode;
}

export function Welcome({ title, children }: WelcomeProps) {
  return (
    <main className={styles['welcome']}>
      <title>{`${title} · Pullgate`}</title>
      <div className={styles['card']}>
        <img src="/favicon.svg" alt="" width="40" height="40" />
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  );
}
