// A line of text, or several, with its label, what it is for, and what is wrong with it.
import { FieldError, Input, Label, Text, TextArea, TextField as AriaTextField, type TextFieldProps as AriaTextFieldProps } from 'react-aria-components';
import type { ReactNode, Ref } from 'react';
import { classNames } from './class-names.ts';
import styles from './field.module.css';

export interface TextFieldProps extends Omit<AriaTextFieldProps, 'children' | 'className' | 'style'> {
  readonly label: string;
  /** Hides the label from the eye where the context says it. */
  readonly isLabelHidden?: boolean;
  readonly description?: ReactNode;
  /** Every problem that the server or the page found. */
  readonly errors?: readonly string[] | undefined;
  readonly placeholder?: string;
  /** Number of lines; left out: one line that cannot break. */
  readonly rows?: number;
  /** For names and codes: the keyboard of a phone begins with no capital, and nothing is marked as misspelt. */
  readonly isCode?: boolean;
  readonly inputRef?: Ref<HTMLInputElement>;
}

export function TextField({ label, isLabelHidden = false, description, errors, placeholder, rows, isCode = false, inputRef, ...props }: TextFieldProps) {
  const isInvalid = props.isInvalid === true || (errors !== undefined && errors.length > 0);
  return (
    <AriaTextField {...props} isInvalid={isInvalid} className={styles['field'] ?? ''}>
      <Label className={isLabelHidden ? 'visually-hidden' : (styles['label'] ?? '')}>{label}</Label>
      {rows === undefined ? (
        <Input ref={inputRef} className={styles['input'] ?? ''} placeholder={placeholder} {...(isCode && { autoCapitalize: 'none', autoCorrect: 'off', spellCheck: false })} />
      ) : (
        <TextArea className={classNames(styles['input'], styles['multiline'])} rows={rows} placeholder={placeholder} spellCheck={false} />
      )}
      {description !== undefined && (
        <Text slot="description" className={styles['description'] ?? ''}>
          {description}
        </Text>
      )}
      <FieldError className={styles['error'] ?? ''}>{errors === undefined || errors.length === 0 ? undefined : errors.join('; ')}</FieldError>
    </AriaTextField>
  );
}
