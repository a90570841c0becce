// One of several that may be chosen.
import { Check } from 'lucide-react';
import { CheckboxButton, CheckboxField, type CheckboxFieldProps, Text } from 'react-aria-components';
import type { ReactNode } from 'react';
import styles from './checkbox.module.css';

export interface CheckboxProps extends Omit<CheckboxFieldProps, 'children' | 'className' | 'style'> {
  readonly children: ReactNode;
  readonly description?: ReactNode;
}

export function Checkbox({ children, description, ...props }: CheckboxProps) {
  return (
    <CheckboxField {...props} className={styles['field'] ?? ''}>
      <CheckboxButton className={styles['checkbox'] ?? ''}>
        <span className={styles['box']} aria-hidden="true">
          <Check />
        </span>
        {children}
      </CheckboxButton>
      {description !== undefined && (
        <Text slot="description" className={styles['description'] ?? ''}>
          {description}
        </Text>
      )}
    </CheckboxField>
  );
}
