// The dialog of what was chosen to be done with a member.
import { ChangeRole } from './change-role.tsx';
import { EndSessions } from './end-sessions.tsx';
import { Leave } from './leave.tsx';
import type { MemberTask } from './member-task.ts';
import { RemoveMember } from './remove-member.tsx';
import { ResetPassword } from './reset-password.tsx';

export interface MemberDialogsProps {
  readonly task: MemberTask;
  readonly onClose: () => void;
  /** The member is out of the organization. */
  readonly onGone: () => void;
}

export function MemberDialogs({ task: { kind, member }, onClose, onGone }: MemberDialogsProps) {
  switch (kind) {
    case 'role':
      return <ChangeRole member={member} onClose={onClose} />;
    case 'password':
      return <ResetPassword member={member} onClose={onClose} />;
    case 'sessions':
      return <EndSessions member={member} onClose={onClose} />;
    case 'remove':
      return <RemoveMember member={member} onClose={onClose} onGone={onGone} />;
    case 'leave':
      return <Leave member={member} onClose={onClose} />;
  }
}
