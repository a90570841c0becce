// What the list says of each member, and what can be done there.
import { Link } from '@tanstack/react-router';
import { RoleBadge } from '../../policy/role-badge.tsx';
import { roleOf } from '../../policy/role-texts.ts';
import type { Column } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { MemberMenu } from './member-menu.tsx';
import type { ListedMember, MemberTask } from './member-task.ts';
import styles from './members.module.css';

export interface MemberColumns {
  readonly isOwner: boolean;
  readonly ownName: string;
  readonly onTask: (task: MemberTask) => void;
}

const teamsShown = 3;

export function memberColumns({ isOwner, ownName, onTask }: MemberColumns): readonly Column<ListedMember>[] {
  const email: Column<ListedMember> = { id: 'email', title: 'E-mail', cell: ({ email: address }) => address };
  return [
    { id: 'name', title: 'Name', isRowHeader: true, cell: (member) => <Name member={member} isSelf={member.username === ownName} /> },
    ...(isOwner ? [email] : []),
    { id: 'role', title: 'Role', cell: ({ role }) => <Role role={role} /> },
    { id: 'teams', title: 'Teams', cell: ({ groups }) => teamsInWords(groups) },
    { id: 'joined', title: 'Joined', cell: ({ date_joined: at }) => <Time at={at} form="day" /> },
    { id: 'actions', title: 'Actions', kind: 'actions', cell: (member) => <MemberMenu member={member} isOwner={isOwner} isSelf={member.username === ownName} onTask={onTask} /> },
  ];
}

function Name({ member: { username, full_name: fullName }, isSelf }: { readonly member: ListedMember; readonly isSelf: boolean }) {
  return (
    <span className={styles['name']}>
      <span>
        <Link from="/orgs/$org/members" to="." search={(before) => ({ ...before, person: username })} resetScroll={false}>
          {username}
        </Link>
        {isSelf && <span className={styles['soft']}> (you)</span>}
      </span>
      {fullName !== '' && <span className={styles['soft']}>{fullName}</span>}
    </span>
  );
}

function Role({ role }: Pick<ListedMember, 'role'>) {
  const known = roleOf(role);
  return known === undefined ? role : <RoleBadge role={known} />;
}

function teamsInWords(teams: readonly string[]): string {
  if (teams.length <= teamsShown) return teams.join(', ');
  return `${teams.slice(0, teamsShown).join(', ')} and ${teams.length - teamsShown} more`;
}
