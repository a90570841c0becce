// Who is in the organization, with which role, and for owners what they can do about it.
import { getRouteApi } from '@tanstack/react-router';
import { Download, UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useOrganization } from '../../api/organization.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { without } from '../../ui/without.ts';
import { AddMember } from './add-member.tsx';
import { MemberDetails } from './member-details.tsx';
import { MemberDialogs } from './member-dialogs.tsx';
import type { MemberTask } from './member-task.ts';
import { MembersList } from './members-list.tsx';

const route = getRouteApi('/signed-in/orgs/$org/members');

export function MembersPage() {
  const { name: org, role } = useOrganization();
  const { person } = route.useSearch();
  const navigate = route.useNavigate();
  const [task, setTask] = useState<MemberTask>();
  const [isAdding, setAdding] = useState(false);
  const isOwner = role === 'owner';
  const close = (): void => void navigate({ search: (before) => without(before, 'person'), replace: true });
  const actions = (
    <>
      <a className={buttonClass()} href={`/v2/orgs/${encodeURIComponent(org)}/members/export`} download>
        <Download aria-hidden="true" />
        Export CSV
      </a>
      <Button look="primary" icon={<UserPlus aria-hidden="true" />} onPress={() => setAdding(true)}>
        Add a member
      </Button>
    </>
  );
  const description = isOwner ? `Who is in ${org}, and with which role.` : `Who is in ${org}, and with which role. You see the list; owners change it.`;
  return (
    <Page title="Members" width="wide" description={description} actions={isOwner ? actions : undefined}>
      <MembersList onTask={setTask} />
      {person !== undefined && <MemberDetails username={person} onTask={setTask} onClose={close} />}
      <AddMember isOpen={isAdding} onClose={() => setAdding(false)} />
      {task !== undefined && <MemberDialogs key={`${task.kind} ${task.member.username}`} task={task} onClose={() => setTask(undefined)} onGone={close} />}
    </Page>
  );
}
