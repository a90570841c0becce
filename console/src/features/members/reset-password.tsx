// Gives a member who has forgotten it another password, which is shown once.
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useOrganization } from '../../api/organization.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Form } from '../../ui/form.tsx';
import { SecretDialog } from '../../ui/secret-dialog.tsx';
import type { ListedMember } from './member-task.ts';

export function ResetPassword({ member: { username }, onClose }: { readonly member: ListedMember; readonly onClose: () => void }) {
  const { name: org } = useOrganization();
  const [removesTotp, setRemovesTotp] = useState(false);
  const reset = useMutation({
    mutationFn: async () => {
      const { data } = await api.POST('/v2/orgs/{org}/members/{username}/password', { params: { path: { org, username } }, body: { remove_totp: removesTotp } });
      return data?.password;
    },
  });
  if (reset.data !== undefined) {
    return (
      <SecretDialog title={`New password of ${username}`} secret={reset.data} label="the password" onClose={onClose}>
        <p>Hand it to {username}, who can change it under My account.</p>
      </SecretDialog>
    );
  }
  const actions = (
    <>
      <Button onPress={onClose}>Cancel</Button>
      <Button type="submit" form="reset-password" look="danger" isPending={reset.isPending}>
        Reset password
      </Button>
    </>
  );
  return (
    <Dialog title={`Reset the password of ${username}?`} role="alertdialog" isOpen onClose={onClose} actions={actions}>
      <Form id="reset-password" error={reset.error} onSubmit={() => reset.mutate()}>
        <p>The old password stops working at once, and so does everything that was signed in with it. You are shown a new one, once. The access tokens of {username} stay.</p>
        <Checkbox isSelected={removesTotp} onChange={setRemovesTotp} description="For somebody who has lost the authenticator app and the recovery codes.">
          Switch the second factor off as well
        </Checkbox>
      </Form>
    </Dialog>
  );
}
