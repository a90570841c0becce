// A search that is told once nobody has typed for a moment, so that not every letter asks the server.
import { useEffect, useState } from 'react';
import { SearchField } from './search-field.tsx';

export interface SettledSearchFieldProps {
  readonly label: string;
  readonly placeholder: string;
  /** What is searched for now; a change from outside, such as going back, shows. */
  readonly value: string;
  readonly onSearch: (text: string) => void;
}

const settleMs = 250;

export function SettledSearchField({ label, placeholder, value, onSearch }: SettledSearchFieldProps) {
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    if (typed.trim() !== value) setTyped(value);
  }
  useEffect(() => {
    const wanted = typed.trim();
    if (wanted === value) return undefined;
    const timer = setTimeout(() => onSearch(wanted), settleMs);
    return () => clearTimeout(timer);
  }, [typed, value, onSearch]);
  return <SearchField label={label} placeholder={placeholder} value={typed} onChange={setTyped} onSubmit={(text) => onSearch(text.trim())} />;
}
