// What an owner can do with a member; everybody can leave.
import { KeyRound, LogOut, MonitorX, UserCog, UserMinus } from 'lucide-react';
import { Menu, type MenuAction } from '../../ui/menu.tsx';
import type { ListedMember, MemberTask } from './member-task.ts';

export interface MemberMenuProps {
  readonly member: ListedMember;
  readonly isOwner: boolean;
  readonly isSelf: boolean;
  readonly onTask: (task: MemberTask) => void;
}

export function MemberMenu({ member, isOwner, isSelf, onTask }: MemberMenuProps) {
  const actions = memberActions({ member, isOwner, isSelf, onTask });
  return actions.length === 0 ? null : <Menu label={`Actions for ${member.username}`} actions={actions} />;
}

/** In the order of the menu. Nobody sets the password of an owner, nor their own without the old one: that is in the account. */
export function memberActions({ member, isOwner, isSelf, onTask }: MemberMenuProps): readonly MenuAction[] {
  const begin = (kind: MemberTask['kind']) => () => onTask({ kind, member });
  const leave: MenuAction = { id: 'leave', label: 'Leave the organization', icon: <LogOut aria-hidden="true" />, look: 'danger', onAction: begin('leave') };
  if (!isOwner) return isSelf ? [leave] : [];
  return [
    { id: 'role', label: 'Change role', icon: <UserCog aria-hidden="true" />, onAction: begin('role') },
    ...(isSelf || member.role === 'Owner' ? [] : [{ id: 'password', label: 'Reset password', icon: <KeyRound aria-hidden="true" />, onAction: begin('password') }]),
    ...(isSelf ? [] : [{ id: 'sessions', label: 'End sessions', icon: <MonitorX aria-hidden="true" />, onAction: begin('sessions') }]),
    isSelf ? leave : { id: 'remove', label: 'Remove from the organization', icon: <UserMinus aria-hidden="true" />, look: 'danger' as const, onAction: begin('remove') },
  ];
}
