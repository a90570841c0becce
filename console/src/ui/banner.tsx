// A sentence about the whole page or form: what is so, what went wrong, what to do.
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './banner.module.css';

export type Tone = 'info' | 'good' | 'warning' | 'danger';

const icons = { info: Info, good: CircleCheck, warning: TriangleAlert, danger: CircleAlert } as const satisfies Record<Tone, unknown>;

export interface BannerProps {
  readonly tone?: Tone;
  readonly title?: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

/** What is wrong is read aloud when it appears. */
export function Banner({ tone = 'info', title, children, actions }: BannerProps) {
  const Icon = icons[tone];
  return (
    <div className={styles['banner']} data-tone={tone} role={tone === 'danger' ? 'alert' : 'status'}>
      <Icon className={styles['icon']} aria-hidden="true" />
      <div className={styles['words']}>
        {title !== undefined && <p className={styles['title']}>{title}</p>}
        {children !== undefined && <div>{children}</div>}
      </div>
      {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
    </div>
  );
}
