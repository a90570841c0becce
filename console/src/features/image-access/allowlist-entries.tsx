// The entries, the unsaved ones first; searched and paged by the API, so that ten thousand are as quick as ten.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ListPlus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { $api } from '../../api/client.ts';
import type { Answer } from '../../api/operation-types.ts';
import { useOrganization } from '../../api/organization.ts';
import { type AllowlistItem, repositoryOf } from '../../policy/policy-settings.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Pager } from '../../ui/pager.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Empty } from '../../ui/states.tsx';
import type { AllowlistPartProps } from './allowlist-part.ts';
import styles from './allowlist.module.css';
import { AllowlistTable } from './allowlist-table.tsx';
import type { ShownEntry } from './shown-entry.ts';

const pageSize = 25;
/** New entries are listed on the first page alone, and no more than a page can show quickly. */
const newShownMax = 200;
const searchFrom = 6;

export function AllowlistEntries({ allowlist: { repositories }, inForce, isEditable, edit }: AllowlistPartProps) {
  const { name: org } = useOrganization();
  const [search, setSearch] = useState('');
  const [page, setPage] = useState(1);
  const query = useQuery({
    ...$api.queryOptions('get', '/v2/orgs/{org}/allowlist', { params: { path: { org }, query: { page, page_size: pageSize, ...(search !== '' && { search }) } } }),
    placeholderData: keepPreviousData,
  });
  const drafted = useMemo(() => new Map(repositories.map((item) => [repositoryOf(item), item])), [repositories]);
  const before = useMemo(() => new Set(inForce.map(repositoryOf)), [inForce]);
  const fresh = useMemo(() => repositories.filter((item) => !before.has(repositoryOf(item))), [repositories, before]);
  const hasMany = inForce.length + fresh.length >= searchFrom;
  return (
    <>
      {(hasMany || search !== '') && (
        <div className={styles['tools']}>
          <SearchField
            label="Search the allowlist"
            placeholder="Search by name or note"
            value={search}
            onChange={(text) => {
              setSearch(text);
              setPage(1);
            }}
          />
        </div>
      )}
      <div className={styles['list']}>
        <Loaded query={query} failure="The allowlist could not be loaded">
          {({ results, count }) => {
            const rows = [...(page === 1 ? newRows(fresh, search) : []), ...results.map((entry) => savedRow(entry, drafted))];
            return (
              <>
                <AllowlistTable {...{ inForce, isEditable, edit, rows }} empty={<Nothing search={search} isEditable={isEditable} />} />
                <div className={styles['pager']}>
                  <Pager page={page} pageSize={pageSize} count={count} onPage={setPage} what="saved entries" />
                </div>
              </>
            );
          }}
        </Loaded>
      </div>
    </>
  );
}

function newRows(fresh: readonly AllowlistItem[], search: string): readonly ShownEntry[] {
  const wanted = search.toLowerCase();
  return fresh
    .map((item): ShownEntry => ({ repository: repositoryOf(item), note: typeof item === 'string' ? '' : item.note, state: 'new' }))
    .filter(({ repository, note }) => `${repository}\n${note}`.toLowerCase().includes(wanted))
    .toReversed()
    .slice(0, newShownMax);
}

/** An entry that others removed meanwhile, or that the draft removes, is not in the draft's list. */
function savedRow(entry: Answer<'listAllowlist'>['results'][number], drafted: ReadonlyMap<string, AllowlistItem>): ShownEntry {
  const item = drafted.get(entry.repository);
  const note = typeof item === 'object' ? item.note : entry.note;
  const state = item === undefined ? 'removed' : note === entry.note ? 'saved' : 'noted';
  return { repository: entry.repository, note, state, saved: entry };
}

function Nothing({ search, isEditable }: { readonly search: string; readonly isEditable: boolean }) {
  if (search !== '') return <Empty title="Nothing on the allowlist has that name or note">Clear the search to see all entries.</Empty>;
  return (
    <Empty title="Nothing is on the allowlist" icon={<ListPlus aria-hidden="true" />}>
      {isEditable ? 'Add what your people need although its category is not allowed.' : 'Only the categories say what may be pulled.'}
    </Empty>
  );
}
