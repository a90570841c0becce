// A line of text that is completed from a list; what is not in the list may be typed as well.
import { ComboBox as AriaComboBox, ComboBoxStateContext, FieldError, Input, Label, ListBox, ListBoxItem, Popover, Text } from 'react-aria-components';
import { type ReactNode, useContext, useEffect, useEffectEvent } from 'react';
import fieldStyles from './field.module.css';
import styles from './list-box.module.css';

export interface Completion {
  /** What is put into the field. */
  readonly value: string;
  /** Why it is offered: `pulled 12 times by 3 people`. */
  readonly description?: string;
}

export interface ComboBoxProps {
  readonly label: string;
  readonly isLabelHidden?: boolean;
  readonly description?: ReactNode;
  readonly placeholder?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Already narrowed down to what was typed. */
  readonly completions: readonly Completion[];
  /** With Enter, on a completion or on what was typed. */
  readonly onSubmit?: (value: string) => void;
  readonly errors?: readonly string[] | undefined;
  readonly isDisabled?: boolean;
}

export function ComboBox({ label, isLabelHidden = false, description, placeholder, value, onChange, completions, onSubmit, errors, isDisabled = false }: ComboBoxProps) {
  return (
    <AriaComboBox
      className={fieldStyles['field'] ?? ''}
      allowsCustomValue
      allowsEmptyCollection={false}
      menuTrigger="input"
      items={completions}
      inputValue={value}
      onInputChange={onChange}
      value={null}
      onChange={(key) => {
        if (key === null) return;
        onChange(String(key));
        onSubmit?.(String(key));
      }}
      isDisabled={isDisabled}
      isInvalid={errors !== undefined && errors.length > 0}
    >
      <Label className={isLabelHidden ? 'visually-hidden' : (fieldStyles['label'] ?? '')}>{label}</Label>
      <Input
        className={fieldStyles['input'] ?? ''}
        placeholder={placeholder}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.currentTarget.getAttribute('aria-activedescendant') !== null) return;
          event.preventDefault();
          onSubmit?.(value);
        }}
      />
      {description !== undefined && (
        <Text slot="description" className={fieldStyles['description'] ?? ''}>
          {description}
        </Text>
      )}
      <FieldError className={fieldStyles['error'] ?? ''}>{errors?.join('; ')}</FieldError>
      <OpensLate hasCompletions={completions.length > 0} />
      <Popover className={styles['popover'] ?? ''}>
        <ListBox<Completion> className={styles['list'] ?? ''}>
          {({ value: id, description: more }) => (
            <ListBoxItem id={id} textValue={id} className={styles['item'] ?? ''}>
              <span className={styles['words']}>
                <Text slot="label">{id}</Text>
                {more !== undefined && (
                  <Text slot="description" className={styles['more'] ?? ''}>
                    {more}
                  </Text>
                )}
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}

/** Completions that are asked of the server come after the letter that asked for them: the list opens when they are there. */
function OpensLate({ hasCompletions }: { readonly hasCompletions: boolean }) {
  const state = useContext(ComboBoxStateContext);
  const open = useEffectEvent(() => {
    if (state !== null && state.isFocused && !state.isOpen && state.inputValue !== '') state.open(null, 'input');
  });
  useEffect(() => {
    if (hasCompletions) open();
  }, [hasCompletions]);
  return null;
}
