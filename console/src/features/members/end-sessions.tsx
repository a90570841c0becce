// Signs a member out everywhere.
import { api } from '../../api/client.ts';
import { useOrganization } from '../../api/organization.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { notify } from '../../ui/toast.tsx';
import type { ListedMember } from './member-task.ts';

export function EndSessions({ member: { username }, onClose }: { readonly member: ListedMember; readonly onClose: () => void }) {
  const { name: org } = useOrganization();
  const end = async (): Promise<void> => {
    await api.DELETE('/v2/orgs/{org}/members/{username}/sessions', { params: { path: { org, username } } });
    notify(`All sessions of ${username} have ended`);
  };
  return (
    <ConfirmDialog title={`End all sessions of ${username}?`} action="End sessions" isOpen onClose={onClose} onConfirm={end}>
      <p>{username} is signed out everywhere at once, and has to sign in again. What was being edited there and is not saved is lost.</p>
      <p>The password and the access tokens stay: pulls that use a token go on.</p>
    </ConfirmDialog>
  );
}
