// Something to press. One primary button a page; danger only in the dialog that asks.
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Spinner } from './spinner.tsx';
import styles from './button.module.css';

export type ButtonLook = 'primary' | 'secondary' | 'quiet' | 'danger';

export interface ButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'style'> {
  readonly look?: ButtonLook;
  readonly size?: 'normal' | 'small';
  /** Before the words. */
  readonly icon?: ReactNode;
  readonly children?: ReactNode;
}

/** `isPending` keeps the focus, shows that it works, and ignores presses. A button of an icon alone needs `aria-label`. */
export function Button({ look = 'secondary', size = 'normal', icon, children, ...props }: ButtonProps) {
  return (
    <AriaButton {...props} className={buttonClass({ look, size, hasWords: children !== undefined })}>
      {({ isPending }) => (
        <>
          {isPending ? <Spinner /> : icon}
          {children}
        </>
      )}
    </AriaButton>
  );
}

/** For a link that looks like a button. */
export function buttonClass({ look = 'secondary', size = 'normal', hasWords = true }: { readonly look?: ButtonLook; readonly size?: 'normal' | 'small'; readonly hasWords?: boolean } = {}): string {
  return classNames(styles['button'], styles[look], size === 'small' && styles['small'], !hasWords && styles['icon']);
}
