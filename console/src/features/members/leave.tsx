// Leaves the organization, by one's own wish.
import { api } from '../../api/client.ts';
import { useOrganization } from '../../api/organization.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import type { ListedMember } from './member-task.ts';
import { WhatIsLost } from './what-is-lost.tsx';

export function Leave({ member, onClose }: { readonly member: ListedMember; readonly onClose: () => void }) {
  const { name: org } = useOrganization();
  const leave = async (): Promise<void> => {
    await api.DELETE('/v2/orgs/{org}/members/{username}', { params: { path: { org, username: member.username } } });
    // With the last organization the session ends as well: the page begins anew, with whatever is left.
    globalThis.location.assign('/');
  };
  return (
    <ConfirmDialog title={`Leave ${org}?`} action="Leave" isOpen onClose={onClose} onConfirm={leave}>
      <WhatIsLost member={member} organization={org} />
    </ConfirmDialog>
  );
}
