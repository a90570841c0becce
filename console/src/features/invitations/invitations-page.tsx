// Who is invited and has not answered yet.
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useOrganization } from '../../api/organization.ts';
import { Button } from '../../ui/button.tsx';
import { OwnersOnly } from '../../ui/owners-only.tsx';
import { Page } from '../../ui/page.tsx';
import { InvitationsList } from './invitations-list.tsx';
import { InvitePeople } from './invite-people.tsx';

export function InvitationsPage() {
  const { name: org, role } = useOrganization();
  const [isInviting, setInviting] = useState(false);
  if (role !== 'owner') {
    return (
      <Page title="Invitations">
        <OwnersOnly organization={org} what="invitations" />
      </Page>
    );
  }
  const invite = (
    <Button look="primary" icon={<UserPlus aria-hidden="true" />} onPress={() => setInviting(true)}>
      Invite people
    </Button>
  );
  return (
    <Page title="Invitations" width="wide" description={`Who is invited into ${org} and has not answered yet. A link works once and ends after 7 days.`} actions={invite}>
      <InvitationsList />
      {isInviting && <InvitePeople onClose={() => setInviting(false)} />}
    </Page>
  );
}
