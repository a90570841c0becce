// The open invitations: the API gives all of them, here they are searched and paged.
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
import { useNow } from '../../ui/use-now.ts';
import type { Invitation, InvitationTask } from './invitation.ts';
import { invitationColumns } from './invitation-columns.tsx';
import { InvitationDialogs } from './invitation-dialogs.tsx';

const route = getRouteApi('/signed-in/orgs/$org/invitations');
const pageSize = 25;

export function InvitationsList() {
  const { name: org } = useOrganization();
  const { search = '', page: pageText = '1' } = route.useSearch();
  const navigate = route.useNavigate();
  const nowMs = useNow();
  const [task, setTask] = useState<InvitationTask>();
  const query = $api.useQuery('get', '/v2/orgs/{org}/invites', { params: { path: { org } } });
  const onSearch = useCallback((text: string) => void navigate({ search: text === '' ? {} : { search: text }, replace: true }), [navigate]);
  const onPage = (next: number): void => void navigate({ search: { ...(search !== '' && { search }), ...(next > 1 && { page: String(next) }) } });
  const count = query.data?.data.length;
  const empty = search === '' ? <Empty title="Nobody is invited">Invite people by user name or e-mail address. Who has accepted or declined is under Activity.</Empty> : <Empty title="No invitation found">No name, address or team fits: change the search.</Empty>;
  return (
    <Section title={count === undefined ? 'Open invitations' : formatCount(count, 'open invitation')} isFlush>
      {count !== 0 && (
        <FilterBar>
          <FilterItem width="wide">
            <SettledSearchField label="Search invitations" placeholder="User name, e-mail address or team" value={search} onSearch={onSearch} />
          </FilterItem>
        </FilterBar>
      )}
      <Loaded query={query} failure="The invitations could not be loaded">
        {({ data }) => {
          const found = data.filter((invitation) => fits(invitation, search)).toReversed();
          const page = Math.min(Number(pageText), Math.max(1, Math.ceil(found.length / pageSize)));
          return (
            <>
              <Table label="Invitations" columns={invitationColumns({ nowMs, onTask: setTask })} rows={found.slice((page - 1) * pageSize, page * pageSize)} keyOf={({ id }) => id} empty={empty} />
              <Pager page={page} pageSize={pageSize} count={found.length} onPage={onPage} what="invitations" />
            </>
          );
        }}
      </Loaded>
      {task !== undefined && <InvitationDialogs key={`${task.kind} ${task.invitation.id}`} task={task} onClose={() => setTask(undefined)} />}
    </Section>
  );
}

function fits({ invitee, team, inviter_username: inviter }: Invitation, search: string): boolean {
  return [invitee, team, inviter].some((text) => text.toLowerCase().includes(search.toLowerCase()));
}
