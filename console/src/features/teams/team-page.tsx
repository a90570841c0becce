// Who is in one team.
import { Link, getRouteApi } from '@tanstack/react-router';
import { Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { $api } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import { useOrganization } from '../../api/organization.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import { Empty } from '../../ui/states.tsx';
import { DeleteTeam } from './delete-team.tsx';
import { EditTeam } from './edit-team.tsx';
import { ManagedElsewhere } from './managed-elsewhere.tsx';
import { TeamMembers } from './team-members.tsx';

const route = getRouteApi('/signed-in/orgs/$org/teams/$team');

export function TeamPage() {
  const { team: asked } = route.useParams();
  const { name: org, role } = useOrganization();
  const [task, setTask] = useState<'edit' | 'delete'>();
  const query = $api.useQuery('get', '/v2/orgs/{org}/groups/{team}', { params: { path: { org, team: asked } } });
  const isOwner = role === 'owner';
  const name = query.data?.name ?? asked;
  const close = (): void => setTask(undefined);
  if (query.isError && toFailure(query.error).status === 404) return <NoTeam org={org} team={asked} />;
  const actions = (
    <>
      <Button icon={<Pencil aria-hidden="true" />} onPress={() => setTask('edit')}>
        Rename or describe
      </Button>
      <Button icon={<Trash2 aria-hidden="true" />} onPress={() => setTask('delete')}>
        Delete
      </Button>
    </>
  );
  return (
    <Page title={name} description={<Description text={query.data?.description ?? ''} org={org} isOwner={isOwner} />} actions={isOwner && query.data !== undefined ? actions : undefined}>
      <Loaded query={query} failure="The team could not be loaded">
        {(team) => (
          <>
            {isOwner && <ManagedElsewhere org={org} team={team.name} />}
            <TeamMembers key={team.uuid} team={team.name} />
            {task === 'edit' && <EditTeam team={team.name} onClose={close} />}
            {task === 'delete' && <DeleteTeam team={team} onClose={close} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Description({ text, org, isOwner }: { readonly text: string; readonly org: string; readonly isOwner: boolean }) {
  return (
    <>
      {text !== '' && `${text} · `}
      <Link to="/orgs/$org/teams" params={{ org }}>
        All teams
      </Link>
      {!isOwner && ' · You see who is in the team; owners change it.'}
    </>
  );
}

function NoTeam({ org, team }: { readonly org: string; readonly team: string }) {
  const action = (
    <Link to="/orgs/$org/teams" params={{ org }} className={buttonClass({ look: 'primary' })}>
      All teams
    </Link>
  );
  return (
    <Page title={team}>
      <Empty title={`${org} has no team ${team}`} action={action}>
        It was renamed or deleted, or the name is misspelt.
      </Empty>
    </Page>
  );
}
