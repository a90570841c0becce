// Creates a new link of an invitation, which is shown once.
import { useMutation } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Form } from '../../ui/form.tsx';
import { SecretDialog } from '../../ui/secret-dialog.tsx';
import type { Invitation } from './invitation.ts';
import { useRefreshInvitations } from './use-refresh-invitations.ts';

export function NewLink({ invitation: { id, invitee, org }, onClose }: { readonly invitation: Invitation; readonly onClose: () => void }) {
  const refresh = useRefreshInvitations();
  const renew = useMutation({
    mutationFn: async () => {
      const { data } = await api.POST('/v2/invites/{id}/link', { params: { path: { id } } });
      return data?.link;
    },
    onSuccess: refresh,
  });
  if (renew.data !== undefined) {
    return (
      <SecretDialog title={`Link for ${invitee}`} secret={renew.data} label="the link" onClose={onClose}>
        <p>
          Hand it over to {invitee}. Whoever has it can join {org}, once, within 7 days.
        </p>
      </SecretDialog>
    );
  }
  const actions = (
    <>
      <Button onPress={onClose}>Cancel</Button>
      <Button type="submit" form="new-link" look="danger" isPending={renew.isPending}>
        Create a new link
      </Button>
    </>
  );
  return (
    <Dialog title={`Create a new link for ${invitee}?`} role="alertdialog" isOpen onClose={onClose} actions={actions}>
      <Form id="new-link" error={renew.error} onSubmit={() => renew.mutate()}>
        <p>You are shown it once, to hand over. The earlier link stops working at once.</p>
      </Form>
    </Dialog>
  );
}
