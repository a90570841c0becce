// On or off, with what it does beside it.
import { SwitchButton, SwitchField, type SwitchFieldProps, Text } from 'react-aria-components';
import type { ReactNode } from 'react';
import styles from './switch.module.css';

export interface SwitchProps extends Omit<SwitchFieldProps, 'children' | 'className' | 'style'> {
  readonly children: ReactNode;
  readonly description?: ReactNode;
}

export function Switch({ children, description, ...props }: SwitchProps) {
  return (
    <SwitchField {...props} className={styles['field'] ?? ''}>
      <SwitchButton className={styles['switch'] ?? ''}>
        <span className={styles['track']} aria-hidden="true">
          <span className={styles['thumb']} />
        </span>
        {children}
      </SwitchButton>
      {description !== undefined && (
        <Text slot="description" className={styles['description'] ?? ''}>
          {description}
        </Text>
      )}
    </SwitchField>
  );
}
