// What the list says of each invitation, and what can be done there.
import { Link2, Mail, X } from 'lucide-react';
import { RoleBadge } from '../../policy/role-badge.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Menu } from '../../ui/menu.tsx';
import type { Column } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { type Invitation, type InvitationTask, stateOf } from './invitation.ts';
import styles from './invitations.module.css';

export interface InvitationColumns {
  readonly nowMs: number;
  readonly onTask: (task: InvitationTask) => void;
}

export function invitationColumns({ nowMs, onTask }: InvitationColumns): readonly Column<Invitation>[] {
  return [
    { id: 'invitee', title: 'Invited', isRowHeader: true, cell: ({ invitee }) => invitee },
    { id: 'role', title: 'Role', cell: ({ role }) => <RoleBadge role={role} /> },
    { id: 'team', title: 'Team', cell: ({ team }) => team },
    { id: 'by', title: 'By', cell: ({ inviter_username: inviter }) => inviter },
    { id: 'sent', title: 'Sent', cell: ({ created_at: at }) => <Time at={at} form="ago" /> },
    { id: 'state', title: 'State', cell: (invitation) => <State invitation={invitation} nowMs={nowMs} /> },
    { id: 'end', title: 'Ends', cell: ({ expires_at: at }) => <Time at={at} form="ago" /> },
    { id: 'actions', title: 'Actions', kind: 'actions', cell: (invitation) => <Actions invitation={invitation} onTask={onTask} /> },
  ];
}

function State({ invitation, nowMs }: { readonly invitation: Invitation; readonly nowMs: number }) {
  const { words, tone, problem } = stateOf(invitation, nowMs);
  return (
    <span className={styles['state']}>
      <Badge tone={tone}>{words}</Badge>
      {problem !== undefined && <span className={styles['problem']}>{problem}</span>}
    </span>
  );
}

function Actions({ invitation, onTask }: { readonly invitation: Invitation; readonly onTask: (task: InvitationTask) => void }) {
  const begin = (kind: InvitationTask['kind']) => () => onTask({ kind, invitation });
  const actions = [
    { id: 'link', label: 'Create a new link', icon: <Link2 aria-hidden="true" />, onAction: begin('link') },
    ...(invitation.invitee.includes('@') ? [{ id: 'mail', label: 'Send the mail again', icon: <Mail aria-hidden="true" />, onAction: begin('mail') }] : []),
    { id: 'cancel', label: 'Cancel the invitation', icon: <X aria-hidden="true" />, look: 'danger' as const, onAction: begin('cancel') },
  ];
  return <Menu label={`Actions for ${invitation.invitee}`} actions={actions} />;
}
