// Takes a member out of the organization.
import { api } from '../../api/client.ts';
import { useOrganization } from '../../api/organization.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { notify } from '../../ui/toast.tsx';
import type { ListedMember } from './member-task.ts';
import { useRefreshMembers } from './use-refresh-members.ts';
import { WhatIsLost } from './what-is-lost.tsx';

export interface RemoveMemberProps {
  readonly member: ListedMember;
  readonly onClose: () => void;
  readonly onGone: () => void;
}

export function RemoveMember({ member, onClose, onGone }: RemoveMemberProps) {
  const { name: org } = useOrganization();
  const refresh = useRefreshMembers();
  const { username } = member;
  const remove = async (): Promise<void> => {
    await api.DELETE('/v2/orgs/{org}/members/{username}', { params: { path: { org, username } } });
    onGone();
    await refresh();
    notify(`${username} is no longer in ${org}`);
  };
  return (
    <ConfirmDialog title={`Remove ${username} from ${org}?`} action="Remove" isOpen onClose={onClose} onConfirm={remove}>
      <WhatIsLost member={member} organization={org} />
    </ConfirmDialog>
  );
}
