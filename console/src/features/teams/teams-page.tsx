// Which teams there are, and how many are in each.
import { keepPreviousData } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useCallback, useState } from 'react';
import { $api } from '../../api/client.ts';
import { useOrganization } from '../../api/organization.ts';
import { Button } from '../../ui/button.tsx';
import { FilterBar, FilterItem } from '../../ui/filter-bar.tsx';
import { formatCount } from '../../ui/format.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { Pager } from '../../ui/pager.tsx';
import { SettledSearchField } from '../../ui/settled-search-field.tsx';
import { Empty } from '../../ui/states.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { CreateTeam } from './create-team.tsx';
import type { Team } from './team-queries.ts';

const route = getRouteApi('/signed-in/orgs/$org/teams');
const pageSize = 25;

export function TeamsPage() {
  const { name: org, role } = useOrganization();
  const { search, page: pageText = '1' } = route.useSearch();
  const navigate = route.useNavigate();
  const [isCreating, setCreating] = useState(false);
  const page = Number(pageText);
  const query = $api.useQuery('get', '/v2/orgs/{org}/groups', { params: { path: { org }, query: { page, page_size: pageSize, ...(search !== undefined && { search }) } } }, { placeholderData: keepPreviousData });
  const onSearch = useCallback((text: string) => void navigate({ search: text === '' ? {} : { search: text }, replace: true }), [navigate]);
  const onPage = (next: number): void => void navigate({ search: { ...(search !== undefined && { search }), ...(next > 1 && { page: String(next) }) } });
  const isOwner = role === 'owner';
  const create = (
    <Button look="primary" icon={<Plus aria-hidden="true" />} onPress={() => setCreating(true)}>
      Create a team
    </Button>
  );
  const isUnused = query.data?.count === 0 && search === undefined;
  const empty = search === undefined ? <Empty title="No teams yet" {...(isOwner && { action: create })}>Teams group members, so that they are found together. They decide nothing about pulls.</Empty> : <Empty title="No team found">No name or description fits: change the search.</Empty>;
  return (
    <Page
      title="Teams"
      description={`Which groups of members ${org} has. Teams decide nothing about pulls.${isOwner ? '' : ' You see the list; owners change it.'}`}
      actions={isOwner && !isUnused ? create : undefined}
    >
      <Section title={query.data === undefined ? 'All teams' : formatCount(query.data.count, 'team')} isFlush>
        {!isUnused && (
          <FilterBar>
            <FilterItem width="wide">
              <SettledSearchField label="Search teams" placeholder="Name or description" value={search ?? ''} onSearch={onSearch} />
            </FilterItem>
          </FilterBar>
        )}
        <Loaded query={query} failure="The teams could not be loaded" lines={6}>
          {({ results, count }) => (
            <>
              <Table label="Teams" columns={columns(org)} rows={results} keyOf={({ uuid }) => uuid} empty={empty} />
              <Pager page={page} pageSize={pageSize} count={count} onPage={onPage} what="teams" />
            </>
          )}
        </Loaded>
      </Section>
      {isCreating && <CreateTeam onClose={() => setCreating(false)} />}
    </Page>
  );
}

function columns(org: string): readonly Column<Team>[] {
  const name = ({ name: team }: Team) => (
    <Link to="/orgs/$org/teams/$team" params={{ org, team }}>
      {team}
    </Link>
  );
  return [
    { id: 'name', title: 'Name', isRowHeader: true, cell: name },
    { id: 'description', title: 'Description', cell: ({ description }) => description },
    { id: 'members', title: 'Members', kind: 'number', cell: ({ member_count: count }) => count },
  ];
}
