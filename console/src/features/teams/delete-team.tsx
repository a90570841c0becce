// Deletes a team; its people stay members.
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api } from '../../api/client.ts';
import { useOrganization } from '../../api/organization.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { formatCount } from '../../ui/format.ts';
import { notify } from '../../ui/toast.tsx';
import type { Team } from './team-queries.ts';

export function DeleteTeam({ team: { name: team, description, member_count: count }, onClose }: { readonly team: Team; readonly onClose: () => void }) {
  const { name: org } = useOrganization();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const remove = async (): Promise<void> => {
    await api.DELETE('/v2/orgs/{org}/groups/{team}', { params: { path: { org, team } } });
    await navigate({ to: '/orgs/$org/teams', params: { org }, replace: true });
    await Promise.all(['/v2/orgs/{org}/groups', '/v2/orgs/{org}/members', '/v2/orgs/{org}/members/{username}'].map(async (path) => queryClient.invalidateQueries({ queryKey: ['get', path] })));
    notify(`The team ${team} is deleted`);
  };
  return (
    <ConfirmDialog title={`Delete the team ${team}?`} action="Delete team" isOpen onClose={onClose} onConfirm={remove}>
      <p>
        {count === 0 ? 'Nobody is in it.' : `The list of its ${formatCount(count, 'member')} is lost; they stay members of ${org}.`}
        {description !== '' && ' Its description is lost as well.'} Nothing changes about what anybody may pull.
      </p>
    </ConfirmDialog>
  );
}
