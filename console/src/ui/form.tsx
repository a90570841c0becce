// A form that is sent as one, with the failure of the last try above its buttons.
import type { ReactNode } from 'react';
import { toFailure } from '../api/failure.ts';
import { Banner } from './banner.tsx';
import styles from './form.module.css';

export interface FormProps {
  readonly onSubmit: () => void;
  readonly children: ReactNode;
  /** Of the last try; its `fields` belong to the fields themselves. */
  readonly error?: unknown;
  readonly actions?: ReactNode;
  /** So that a button elsewhere can send it: `<Button type="submit" form={id}>`. */
  readonly id?: string;
}

export function Form({ onSubmit, children, error, actions, id }: FormProps) {
  return (
    <form
      id={id}
      className={styles['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        event.stopPropagation();
        onSubmit();
      }}
    >
      {children}
      {error !== undefined && error !== null && <Banner tone="danger">{toFailure(error).message}</Banner>}
      {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
    </form>
  );
}
