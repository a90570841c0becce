// Narrows down a list as it is typed.
import { Search, X } from 'lucide-react';
import { Button, Input, Label, SearchField as AriaSearchField, type SearchFieldProps as AriaSearchFieldProps } from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './field.module.css';

export interface SearchFieldProps extends Omit<AriaSearchFieldProps, 'children' | 'className' | 'style'> {
  /** Read aloud; not shown. */
  readonly label: string;
  readonly placeholder: string;
}

export function SearchField({ label, placeholder, ...props }: SearchFieldProps) {
  return (
    <AriaSearchField {...props} className={classNames(styles['field'], styles['search'])}>
      <Label className="visually-hidden">{label}</Label>
      <div className={styles['withButton']}>
        <Search className={styles['searchIcon']} aria-hidden="true" />
        <Input className={styles['input'] ?? ''} placeholder={placeholder} />
        <Button className={styles['clear'] ?? ''} aria-label="Clear">
          <X aria-hidden="true" />
        </Button>
      </div>
    </AriaSearchField>
  );
}
