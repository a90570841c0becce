// What most people look for, at hand: a part of an image's name, what came of it, and when. The rest opens with a button.
import { SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Select } from '../../ui/select.tsx';
import { FilterDialog } from './filter-dialog.tsx';
import { isSpan, spans, type Span } from './filter-query.ts';
import { type Result, resultOf, results } from './filter-texts.ts';
import type { Filters } from './pulls-search.ts';
import styles from './filter-bar.module.css';

export interface FilterBarProps {
  readonly filters: Filters;
  /** undefined removes one. */
  readonly onChange: (changed: { readonly [Name in keyof Filters]?: string | undefined }) => void;
}

const any = 'any';
const resultOptions = [{ value: any, label: 'Any result' }, ...results] as const;
const spanOptions = [{ value: any, label: 'Any time' }, ...Object.entries(spans).map(([value, { name }]) => ({ value: value as Span, label: name }))] as const;

export function FilterBar({ filters, onChange }: FilterBarProps) {
  const [isOpen, setOpen] = useState(false);
  const result = filters.effect === undefined && filters.enforced === undefined ? any : resultOf(filters);
  const hasMoment = filters.from !== undefined || filters.to !== undefined;
  const span = filters.last === undefined && !hasMoment ? any : filters.last !== undefined && isSpan(filters.last) ? filters.last : undefined;
  const choose = (value: Result | typeof any): void => {
    const { effect, enforced }: Filters = results.find((one) => one.value === value)?.filters ?? {};
    onChange({ effect, enforced });
  };
  return (
    <div className={styles['bar']} role="search" aria-label="Filter the pulls">
      <ImageSearch key={filters.image ?? ''} image={filters.image ?? ''} onSearch={(image) => onChange({ image: image === '' ? undefined : image })} />
      <Select label="Result" isLabelHidden options={resultOptions} value={result} onChange={choose} placeholder="Result" />
      <Select label="Time" isLabelHidden options={spanOptions} value={span} onChange={(value) => onChange({ last: value === any ? undefined : value, from: undefined, to: undefined })} placeholder="Exact times" />
      <Button icon={<SlidersHorizontal aria-hidden="true" />} onPress={() => setOpen(true)}>
        More filters
      </Button>
      {isOpen && (
        <FilterDialog
          filters={filters}
          onClose={() => setOpen(false)}
          onChange={(changed) => {
            setOpen(false);
            onChange(changed);
          }}
        />
      )}
    </div>
  );
}

interface ImageSearchProps {
  readonly image: string;
  readonly onSearch: (image: string) => void;
}

/** Sent with Enter, since each search is read from the whole record. */
function ImageSearch({ image, onSearch }: ImageSearchProps) {
  const [typed, setTyped] = useState(image);
  return (
    <div className={styles['search']}>
      <SearchField
        label="Image contains"
        placeholder="Image contains, then Enter"
        value={typed}
        onChange={setTyped}
        onSubmit={(value) => onSearch(value.trim())}
        onClear={() => {
          if (image !== '') onSearch('');
        }}
      />
    </div>
  );
}
