// Takes somebody out of a team.
import { api } from '../../api/client.ts';
import { useOrganization } from '../../api/organization.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { notify } from '../../ui/toast.tsx';
import { useRefreshTeams } from './team-queries.ts';

export interface RemoveFromTeamProps {
  readonly team: string;
  readonly username: string;
  readonly onClose: () => void;
}

export function RemoveFromTeam({ team, username, onClose }: RemoveFromTeamProps) {
  const { name: org } = useOrganization();
  const refresh = useRefreshTeams();
  const remove = async (): Promise<void> => {
    await api.DELETE('/v2/orgs/{org}/groups/{team}/members/{username}', { params: { path: { org, team, username } } });
    await refresh();
    notify(`${username} is no longer in ${team}`);
  };
  return (
    <ConfirmDialog title={`Take ${username} out of ${team}?`} action="Take out" isOpen onClose={onClose} onConfirm={remove}>
      <p>
        {username} loses the place in this team and stays a member of {org}. Nothing changes about what {username} may pull.
      </p>
    </ConfirmDialog>
  );
}
