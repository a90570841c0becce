// The filters that are on, each with a cross that removes it. One that the server does not understand says why.
import { X } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { chipsOf } from './filter-texts.ts';
import type { FilterName, Filters } from './pulls-search.ts';
import styles from './filter-chips.module.css';

export interface FilterChipsProps {
  readonly filters: Filters;
  /** By the filter's name. */
  readonly problems: Readonly<Record<string, readonly string[]>>;
  readonly onRemove: (names: readonly FilterName[]) => void;
  readonly onClear: () => void;
}

export function FilterChips({ filters, problems, onRemove, onClear }: FilterChipsProps) {
  const chips = chipsOf(filters);
  if (chips.length === 0) return null;
  return (
    <div className={styles['chips']} role="group" aria-label="Filters that are on">
      {chips.map(({ names, label, value }) => {
        const wrong = names.flatMap((name) => problems[name] ?? []);
        return (
          <span key={label} className={styles['chip']} data-wrong={wrong.length > 0}>
            <span className={styles['label']}>{label}</span>
            <span className={styles['value']} title={value}>
              {value}
            </span>
            {wrong.length > 0 && <span className={styles['problem']}>{wrong.join('; ')}</span>}
            <button type="button" className={styles['remove']} aria-label={`Remove the filter ${label}: ${value}`} onClick={() => onRemove(names)}>
              <X aria-hidden="true" />
            </button>
          </span>
        );
      })}
      <Button look="quiet" size="small" onPress={onClear}>
        Clear filters
      </Button>
    </div>
  );
}
