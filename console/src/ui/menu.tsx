// What else can be done with a thing, behind one button.
import { Ellipsis } from 'lucide-react';
import { Menu as AriaMenu, MenuItem as AriaMenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import styles from './list-box.module.css';

export interface MenuAction {
  readonly id: string;
  readonly label: string;
  readonly icon?: ReactNode;
  readonly look?: 'normal' | 'danger';
  readonly isDisabled?: boolean;
  readonly onAction?: () => void;
  /** In place of an action: an address, to be opened or, with the name of a file, downloaded. */
  readonly href?: string;
  readonly download?: string;
}

export interface MenuProps {
  /** Read aloud: `Actions for alice`. */
  readonly label: string;
  readonly actions: readonly MenuAction[];
  /** In place of the three dots: a Button. */
  readonly trigger?: ReactNode;
}

export function Menu({ label, actions, trigger }: MenuProps) {
  return (
    <MenuTrigger>
      {trigger ?? <Button look="quiet" size="small" aria-label={label} icon={<Ellipsis aria-hidden="true" />} />}
      <Popover className={styles['popover'] ?? ''} placement="bottom end">
        <AriaMenu className={styles['list'] ?? ''} aria-label={label} onAction={(id) => actions.find((action) => action.id === id)?.onAction?.()}>
          {actions.map(({ id, label: text, icon, look = 'normal', isDisabled = false, href, download }) => (
            <AriaMenuItem key={id} id={id} textValue={text} isDisabled={isDisabled} className={styles['item'] ?? ''} data-look={look} {...(href !== undefined && { href })} {...(download !== undefined && { download })}>
              {icon}
              {text}
            </AriaMenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
