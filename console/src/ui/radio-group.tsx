// One of a few, all in sight, each with a sentence.
import { Label, RadioButton, RadioField, RadioGroup as AriaRadioGroup, Text } from 'react-aria-components';
import type { ReactNode } from 'react';
import type { Option } from './select.tsx';
import fieldStyles from './field.module.css';
import styles from './radio-group.module.css';

export interface RadioGroupProps<Value extends string> {
  readonly label: string;
  readonly isLabelHidden?: boolean;
  readonly description?: ReactNode;
  readonly options: readonly Option<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly isDisabled?: boolean;
  readonly isReadOnly?: boolean;
}

export function RadioGroup<Value extends string>({ label, isLabelHidden = false, description, options, value, onChange, isDisabled = false, isReadOnly = false }: RadioGroupProps<Value>) {
  const choose = (chosen: string): void => {
    const option = options.find((candidate) => candidate.value === chosen);
    if (option !== undefined) onChange(option.value);
  };
  return (
    <AriaRadioGroup className={fieldStyles['field'] ?? ''} value={value} onChange={choose} isDisabled={isDisabled} isReadOnly={isReadOnly}>
      <Label className={isLabelHidden ? 'visually-hidden' : (fieldStyles['label'] ?? '')}>{label}</Label>
      {description !== undefined && (
        <Text slot="description" className={fieldStyles['description'] ?? ''}>
          {description}
        </Text>
      )}
      <div className={styles['options']}>
        {options.map((option) => (
          <RadioField key={option.value} value={option.value} className={styles['field'] ?? ''}>
            <RadioButton className={styles['radio'] ?? ''}>
              <span className={styles['dot']} aria-hidden="true" />
              {option.label}
            </RadioButton>
            {option.description !== undefined && (
              <Text slot="description" className={styles['description'] ?? ''}>
                {option.description}
              </Text>
            )}
          </RadioField>
        ))}
      </div>
    </AriaRadioGroup>
  );
}
