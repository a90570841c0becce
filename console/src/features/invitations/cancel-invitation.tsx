// Cancels an invitation: its link is dead at once.
import { api } from '../../api/client.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { notify } from '../../ui/toast.tsx';
import type { Invitation } from './invitation.ts';
import { useRefreshInvitations } from './use-refresh-invitations.ts';

export function CancelInvitation({ invitation: { id, invitee, org }, onClose }: { readonly invitation: Invitation; readonly onClose: () => void }) {
  const refresh = useRefreshInvitations();
  const cancel = async (): Promise<void> => {
    await api.DELETE('/v2/invites/{id}', { params: { path: { id } } });
    await refresh();
    notify(`The invitation of ${invitee} is cancelled`);
  };
  return (
    <ConfirmDialog title={`Cancel the invitation of ${invitee}?`} action="Cancel the invitation" isOpen onClose={onClose} onConfirm={cancel}>
      <p>
        The link that {invitee} has stops working at once, and nobody can join {org} with it. You can invite {invitee} again at any time.
      </p>
    </ConfirmDialog>
  );
}
