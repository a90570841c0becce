// What is filtered, as a file: all of it, not only what is loaded.
import { Download } from 'lucide-react';
import { useState } from 'react';
import { useOrganization } from '../../api/organization.ts';
import { buttonClass } from '../../ui/button.tsx';
import { exportPath, queryOf } from './filter-query.ts';
import type { Filters } from './pulls-search.ts';

const formats = [
  ['csv', 'Export CSV'],
  ['jsonl', 'Export JSON Lines'],
] as const;

export function ExportLinks({ filters }: { readonly filters: Filters }) {
  const { name: org } = useOrganization();
  const [query] = useState(() => queryOf(filters, Date.now()));
  return formats.map(([format, words]) => (
    <a key={format} className={buttonClass()} href={exportPath(org, query, format)} download>
      <Download aria-hidden="true" />
      {words}
    </a>
  ));
}
