// What stands in the place of a list or a page while there is nothing to show: it loads, it is empty, it failed.
import { CloudOff, Inbox } from 'lucide-react';
import type { ReactNode } from 'react';
import { toFailure } from '../api/failure.ts';
import { Button } from './button.tsx';
import styles from './states.module.css';

/** `lines`: about as many as will come. */
export function Loading({ lines = 4, label = 'Loading' }: { readonly lines?: number; readonly label?: string }) {
  return (
    <div className={styles['loading']} role="status">
      <span className="visually-hidden">{label}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className={styles['line']} aria-hidden="true" />
      ))}
    </div>
  );
}

export interface EmptyProps {
  readonly title: string;
  /** What to do, or when something will be here. */
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  readonly icon?: ReactNode;
}

export function Empty({ title, children, action, icon = <Inbox aria-hidden="true" /> }: EmptyProps) {
  return (
    <div className={styles['empty']}>
      {icon}
      <p className={styles['title']}>{title}</p>
      {children !== undefined && <div className={styles['words']}>{children}</div>}
      {action}
    </div>
  );
}

export interface FailedProps {
  readonly error: unknown;
  /** `Members could not be loaded` */
  readonly title?: string;
  readonly onRetry?: () => void;
}

export function Failed({ error, title = 'This could not be loaded', onRetry }: FailedProps) {
  return (
    <div className={styles['empty']} role="alert">
      <CloudOff aria-hidden="true" />
      <p className={styles['title']}>{title}</p>
      <p className={styles['words']}>{toFailure(error).message}</p>
      {onRetry !== undefined && <Button onPress={onRetry}>Try again</Button>}
    </div>
  );
}
