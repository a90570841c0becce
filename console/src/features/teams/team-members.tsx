// The members of a team in pages, and for owners putting members in and taking them out.
import { keepPreviousData } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { $api } from '../../api/client.ts';
import { useOrganization } from '../../api/organization.ts';
import { FilterBar, FilterItem } from '../../ui/filter-bar.tsx';
import { formatCount } from '../../ui/format.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Section } from '../../ui/page.tsx';
import { Pager } from '../../ui/pager.tsx';
import { SettledSearchField } from '../../ui/settled-search-field.tsx';
import { Empty } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { AddToTeam } from './add-to-team.tsx';
import { RemoveFromTeam } from './remove-from-team.tsx';
import { teamMemberColumns } from './team-member-columns.tsx';

const route = getRouteApi('/signed-in/orgs/$org/teams/$team');
const pageSize = 25;

export function TeamMembers({ team }: { readonly team: string }) {
  const { name: org, role } = useOrganization();
  const { search, page: pageText = '1' } = route.useSearch();
  const navigate = route.useNavigate();
  const [leaving, setLeaving] = useState<string>();
  const page = Number(pageText);
  const query = $api.useQuery('get', '/v2/orgs/{org}/groups/{team}/members', { params: { path: { org, team }, query: { page, page_size: pageSize, ...(search !== undefined && { search }) } } }, { placeholderData: keepPreviousData });
  const onSearch = useCallback((text: string) => void navigate({ search: text === '' ? {} : { search: text }, replace: true }), [navigate]);
  const onPage = (next: number): void => void navigate({ search: { ...(search !== undefined && { search }), ...(next > 1 && { page: String(next) }) } });
  const isOwner = role === 'owner';
  const isUnused = query.data?.count === 0 && search === undefined;
  const empty = search === undefined ? <Empty title="Nobody is in this team">{isOwner ? 'Put members in above.' : 'Owners put members in.'}</Empty> : <Empty title="Nobody found">Nobody in this team fits: change the search.</Empty>;
  return (
    <>
      {isOwner && <AddToTeam team={team} />}
      <Section title={query.data === undefined ? 'Members' : formatCount(query.data.count, 'member')} isFlush>
        {!isUnused && (
          <FilterBar>
            <FilterItem width="wide">
              <SettledSearchField label="Search the team" placeholder={isOwner ? 'User name, full name or e-mail address' : 'User name or full name'} value={search ?? ''} onSearch={onSearch} />
            </FilterItem>
          </FilterBar>
        )}
        <Loaded query={query} failure="The members of the team could not be loaded">
          {({ results, count }) => (
            <>
              <Table label={`Members of ${team}`} columns={teamMemberColumns({ org, isOwner, onRemove: setLeaving })} rows={results} keyOf={({ id }) => id} empty={empty} />
              <Pager page={page} pageSize={pageSize} count={count} onPage={onPage} what="members" />
            </>
          )}
        </Loaded>
      </Section>
      {leaving !== undefined && <RemoveFromTeam team={team} username={leaving} onClose={() => setLeaving(undefined)} />}
    </>
  );
}
