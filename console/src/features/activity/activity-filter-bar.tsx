// Narrows the log down; the address bar says how.
import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import { Button } from '../../ui/button.tsx';
import { FilterBar, FilterItem } from '../../ui/filter-bar.tsx';
import { Select } from '../../ui/select.tsx';
import { SettledSearchField } from '../../ui/settled-search-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { without } from '../../ui/without.ts';
import { actionOptions, everyAction } from './action-options.ts';
import type { ActivitySearch } from './activity-search.ts';
import { ActorField } from './actor-field.tsx';

const route = getRouteApi('/signed-in/orgs/$org/activity');

export function ActivityFilterBar({ org }: { readonly org: string }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { actor = '', action = everyAction, from = '', to = '', text = '' } = search;
  const set = useCallback(
    (name: keyof ActivitySearch, value: string) => void navigate({ search: (before) => ({ ...without(before, name), ...(value !== '' && { [name]: value }) }), replace: true, resetScroll: false }),
    [navigate],
  );
  const setText = useCallback((value: string) => set('text', value), [set]);
  const isFiltered = [actor, from, to, text].some((value) => value !== '') || action !== everyAction;
  return (
    <FilterBar>
      <FilterItem>
        <ActorField key={actor} org={org} value={actor} onChange={(name) => set('actor', name)} />
      </FilterItem>
      <FilterItem>
        <Select label="What" options={actionOptions(action)} value={action} onChange={(value) => set('action', value === everyAction ? '' : value)} />
      </FilterItem>
      <FilterItem>
        <TextField label="From" type="date" value={from} onChange={(value) => set('from', value)} />
      </FilterItem>
      <FilterItem>
        <TextField label="To" type="date" value={to} onChange={(value) => set('to', value)} />
      </FilterItem>
      <FilterItem width="wide">
        <SettledSearchField label="Search the log" placeholder="Anything in an entry" value={text} onSearch={setText} />
      </FilterItem>
      {isFiltered && (
        <FilterItem width="narrow">
          <Button look="quiet" onPress={() => void navigate({ search: {} })}>
            Clear
          </Button>
        </FilterItem>
      )}
    </FilterBar>
  );
}
