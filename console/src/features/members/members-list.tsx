// The members of the organization in pages, narrowed down by name and role.
import { keepPreviousData } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import { $api } from '../../api/client.ts';
import { type Role, useOrganization, useUser } from '../../api/organization.ts';
import { roleTexts } from '../../policy/role-texts.ts';
import { FilterBar, FilterItem } from '../../ui/filter-bar.tsx';
import { formatCount } from '../../ui/format.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Section } from '../../ui/page.tsx';
import { Pager } from '../../ui/pager.tsx';
import { Select } from '../../ui/select.tsx';
import { SettledSearchField } from '../../ui/settled-search-field.tsx';
import { Empty } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { without } from '../../ui/without.ts';
import { memberColumns } from './member-columns.tsx';
import type { MemberTask } from './member-task.ts';

const route = getRouteApi('/signed-in/orgs/$org/members');
const pageSize = 25;
const roleOptions = [{ value: 'all', label: 'All roles' }, ...(['owner', 'editor', 'member'] as const).map((value) => ({ value, label: roleTexts[value].name }))] as const satisfies readonly { readonly value: Role | 'all'; readonly label: string }[];

export function MembersList({ onTask }: { readonly onTask: (task: MemberTask) => void }) {
  const { name: org, role: ownRole } = useOrganization();
  const { username } = useUser();
  const { search, role, page: pageText = '1' } = route.useSearch();
  const navigate = route.useNavigate();
  const page = Number(pageText);
  const query = $api.useQuery(
    'get',
    '/v2/orgs/{org}/members',
    { params: { path: { org }, query: { page, page_size: pageSize, type: 'member', ...(search !== undefined && { search }), ...(role !== undefined && { role }) } } },
    { placeholderData: keepPreviousData },
  );
  const onSearch = useCallback((text: string) => void navigate({ search: (before) => ({ ...without(before, 'search', 'page'), ...(text !== '' && { search: text }) }), replace: true }), [navigate]);
  const onRole = (chosen: Role | 'all'): void => void navigate({ search: (before) => ({ ...without(before, 'role', 'page'), ...(chosen !== 'all' && { role: chosen }) }) });
  const onPage = (next: number): void => void navigate({ search: (before) => ({ ...without(before, 'page'), ...(next > 1 && { page: String(next) }) }) });
  const isOwner = ownRole === 'owner';
  return (
    <Section title={query.data === undefined ? 'People' : formatCount(query.data.count, 'person', 'people')} isFlush>
      <FilterBar>
        <FilterItem width="wide">
          <SettledSearchField label="Search members" placeholder={isOwner ? 'User name, full name or e-mail address' : 'User name or full name'} value={search ?? ''} onSearch={onSearch} />
        </FilterItem>
        <FilterItem>
          <Select<Role | 'all'> label="Role" isLabelHidden options={roleOptions} value={role ?? 'all'} onChange={onRole} />
        </FilterItem>
      </FilterBar>
      <Loaded query={query} failure="The members could not be loaded" lines={8}>
        {({ results, count }) => (
          <>
            <Table label="Members" columns={memberColumns({ isOwner, ownName: username, onTask })} rows={results} keyOf={({ id }) => id} empty={<Empty title="Nobody found">No member fits: change the search or the role.</Empty>} />
            <Pager page={page} pageSize={pageSize} count={count} onPage={onPage} what="members" />
          </>
        )}
      </Loaded>
    </Section>
  );
}
