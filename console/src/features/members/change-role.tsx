// Gives a member another role, unless another owner changed the member meanwhile.
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { isConflict } from '../../api/failure.ts';
import { type Role, useOrganization } from '../../api/organization.ts';
import { RoleField } from '../../policy/role-field.tsx';
import { roleOf, roleTexts } from '../../policy/role-texts.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Form } from '../../ui/form.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { notify } from '../../ui/toast.tsx';
import type { ListedMember } from './member-task.ts';
import { useRefreshMembers } from './use-refresh-members.ts';

export interface ChangeRoleProps {
  readonly member: ListedMember;
  readonly onClose: () => void;
}

export function ChangeRole({ member: { username }, onClose }: ChangeRoleProps) {
  const { name: org } = useOrganization();
  const refresh = useRefreshMembers();
  const [chosen, setChosen] = useState<Role>();
  const current = useQuery({
    queryKey: ['role of a member', org, username],
    gcTime: 0,
    queryFn: async () => {
      const { data, response } = await api.GET('/v2/orgs/{org}/members/{username}', { params: { path: { org, username } } });
      return { role: roleOf(data?.role ?? 'Member') ?? 'member', tag: response.headers.get('etag') };
    },
  });
  const change = useMutation({
    mutationFn: async (role: Role) => {
      const tag = current.data?.tag ?? undefined;
      await api.PUT('/v2/orgs/{org}/members/{username}', { params: { path: { org, username }, ...(tag !== undefined && { header: { 'If-Match': tag } }) }, body: { role } });
    },
    onSuccess: async (_, role) => {
      await refresh();
      notify(`${username} is ${roleTexts[role].name.toLowerCase()} now`);
      onClose();
    },
    onError: async (error) => {
      if (isConflict(error)) await current.refetch();
    },
  });
  const role = chosen ?? current.data?.role;
  const actions = (
    <>
      <Button onPress={onClose}>Cancel</Button>
      <Button type="submit" form="change-role" look="primary" isPending={change.isPending} isDisabled={role === undefined || role === current.data?.role}>
        Change role
      </Button>
    </>
  );
  const conflict = isConflict(change.error) && current.data !== undefined ? `Somebody changed ${username} meanwhile: the role is ${current.data.role} now. Nothing of yours was saved; choose again if it still holds.` : undefined;
  return (
    <Dialog title={`Role of ${username}`} isOpen onClose={onClose} actions={actions}>
      <Loaded query={current} failure="The member could not be loaded">
        {() => (
          <Form id="change-role" error={conflict === undefined ? change.error : undefined} onSubmit={() => role !== undefined && change.mutate(role)}>
            {conflict !== undefined && <Banner tone="warning">{conflict}</Banner>}
            <RoleField value={role ?? 'member'} onChange={setChosen} />
          </Form>
        )}
      </Loaded>
    </Dialog>
  );
}
