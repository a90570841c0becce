// Mails an invitation again, with a new link.
import { api } from '../../api/client.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { notify } from '../../ui/toast.tsx';
import type { Invitation } from './invitation.ts';
import { useRefreshInvitations } from './use-refresh-invitations.ts';

export function MailAgain({ invitation: { id, invitee }, onClose }: { readonly invitation: Invitation; readonly onClose: () => void }) {
  const refresh = useRefreshInvitations();
  const send = async (): Promise<void> => {
    await api.PATCH('/v2/invites/{id}/resend', { params: { path: { id } } });
    await refresh();
    notify(`The mail to ${invitee} is on its way`);
  };
  return (
    <ConfirmDialog title={`Mail ${invitee} again?`} action="Send the mail" isOpen onClose={onClose} onConfirm={send}>
      <p>The mail has a new link, which works for 7 days. The earlier link stops working at once.</p>
    </ConfirmDialog>
  );
}
