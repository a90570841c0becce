// One of a few, chosen from a list.
import { Check, ChevronDown } from 'lucide-react';
import { Button, FieldError, Label, ListBox, ListBoxItem, Popover, Select as AriaSelect, SelectValue, Text } from 'react-aria-components';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import fieldStyles from './field.module.css';
import styles from './list-box.module.css';

export interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly description?: string | undefined;
}

export interface SelectProps<Value extends string> {
  readonly label: string;
  readonly isLabelHidden?: boolean;
  readonly description?: ReactNode;
  readonly options: readonly Option<Value>[];
  readonly value: Value | undefined;
  readonly onChange: (value: Value) => void;
  readonly placeholder?: string;
  readonly isDisabled?: boolean;
}

export function Select<Value extends string>({ label, isLabelHidden = false, description, options, value, onChange, placeholder = 'Choose', isDisabled = false }: SelectProps<Value>) {
  return (
    <AriaSelect
      className={fieldStyles['field'] ?? ''}
      isDisabled={isDisabled}
      placeholder={placeholder}
      value={value === undefined ? null : value}
      onChange={(key) => {
        const chosen = options.find((option) => option.value === key);
        if (chosen !== undefined) onChange(chosen.value);
      }}
    >
      <Label className={isLabelHidden ? 'visually-hidden' : (fieldStyles['label'] ?? '')}>{label}</Label>
      <Button className={classNames(fieldStyles['input'], fieldStyles['trigger'])}>
        <SelectValue>{({ selectedText, defaultChildren }) => selectedText === '' ? defaultChildren : selectedText}</SelectValue>
        <ChevronDown aria-hidden="true" />
      </Button>
      {description !== undefined && (
        <Text slot="description" className={fieldStyles['description'] ?? ''}>
          {description}
        </Text>
      )}
      <FieldError className={fieldStyles['error'] ?? ''} />
      <Popover className={styles['popover'] ?? ''}>
        <ListBox className={styles['list'] ?? ''} items={options}>
          {({ value: id, label: text, description: more }) => (
            <ListBoxItem id={id} textValue={text} className={styles['item'] ?? ''}>
              <span className={styles['words']}>
                <Text slot="label">{text}</Text>
                {more !== undefined && (
                  <Text slot="description" className={styles['more'] ?? ''}>
                    {more}
                  </Text>
                )}
              </span>
              <Check className={styles['check']} aria-hidden="true" />
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
