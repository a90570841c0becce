// What can be done with an invitation: another link, another mail, or the end of it.
import { CancelInvitation } from './cancel-invitation.tsx';
import type { InvitationTask } from './invitation.ts';
import { MailAgain } from './mail-again.tsx';
import { NewLink } from './new-link.tsx';

export function InvitationDialogs({ task: { kind, invitation }, onClose }: { readonly task: InvitationTask; readonly onClose: () => void }) {
  switch (kind) {
    case 'link':
      return <NewLink invitation={invitation} onClose={onClose} />;
    case 'mail':
      return <MailAgain invitation={invitation} onClose={onClose} />;
    case 'cancel':
      return <CancelInvitation invitation={invitation} onClose={onClose} />;
  }
}
