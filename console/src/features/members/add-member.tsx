// Creates an account that is a member at once, with a password that is shown once.
import { useMutation } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { useOrganization } from '../../api/organization.ts';
import { SecretDialog } from '../../ui/secret-dialog.tsx';
import { notify } from '../../ui/toast.tsx';
import { AddMemberForm, type NewMember } from './add-member-form.tsx';
import { useRefreshMembers } from './use-refresh-members.ts';

export interface AddMemberProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function AddMember({ isOpen, onClose }: AddMemberProps) {
  const { name: org } = useOrganization();
  const refresh = useRefreshMembers();
  const add = useMutation({
    mutationFn: async ({ username, fullName, email, role, hasPassword }: NewMember) => {
      const body = { username, role, ...(fullName !== '' && { full_name: fullName }), ...(email !== '' && { email }), ...(!hasPassword && { password: null }) };
      const { data } = await api.POST('/v2/orgs/{org}/members', { params: { path: { org } }, body });
      await refresh();
      return data;
    },
    onSuccess: (member) => {
      if (member?.password !== undefined) return;
      notify(`${member?.username ?? ''} is in ${org} now`);
      close();
    },
  });
  const close = (): void => {
    add.reset();
    onClose();
  };
  const added = add.data;
  if (added?.password !== undefined) {
    return (
      <SecretDialog title={`${added.username} is in ${org} now`} secret={added.password} label="the password" onClose={close}>
        <p>This is the password of {added.username}. Hand it over; it can be changed under My account.</p>
      </SecretDialog>
    );
  }
  return isOpen ? <AddMemberForm error={add.error} isPending={add.isPending} onSubmit={add.mutate} onClose={close} /> : null;
}
