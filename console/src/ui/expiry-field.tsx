// When a token ends: after some days, on a day of one's own, or never.
import { Select } from './select.tsx';
import { TextField } from './text-field.tsx';
import { type Expiry, expiryChoices } from './expiry.ts';
import styles from './expiry-field.module.css';

export interface ExpiryFieldProps {
  readonly value: Expiry;
  readonly onChange: (value: Expiry) => void;
  readonly errors?: readonly string[] | undefined;
}

export function ExpiryField({ value, onChange, errors }: ExpiryFieldProps) {
  return (
    <div className={styles['fields']}>
      <Select label="Ends" options={expiryChoices} value={value.choice} onChange={(choice) => onChange({ ...value, choice })} />
      {value.choice === 'day' && <TextField label="Last day" type="date" value={value.day} onChange={(day) => onChange({ ...value, day })} errors={errors} />}
    </div>
  );
}
