// What the list of a team says of each member.
import { Link } from '@tanstack/react-router';
import { RoleBadge } from '../../policy/role-badge.tsx';
import { roleOf } from '../../policy/role-texts.ts';
import { Button } from '../../ui/button.tsx';
import type { Column } from '../../ui/table.tsx';
import type { TeamMember } from './team-queries.ts';

export interface TeamMemberColumns {
  readonly org: string;
  readonly isOwner: boolean;
  readonly onRemove: (username: string) => void;
}

export function teamMemberColumns({ org, isOwner, onRemove }: TeamMemberColumns): readonly Column<TeamMember>[] {
  const name = ({ username }: TeamMember) => (
    <Link to="/orgs/$org/members" params={{ org }} search={{ person: username }}>
      {username}
    </Link>
  );
  const role = ({ role: listed }: TeamMember) => {
    const known = roleOf(listed);
    return known === undefined ? listed : <RoleBadge role={known} />;
  };
  const takeOut = ({ username }: TeamMember) => (
    <Button look="quiet" size="small" aria-label={`Take out ${username}`} onPress={() => onRemove(username)}>
      Take out
    </Button>
  );
  return [
    { id: 'name', title: 'User name', isRowHeader: true, cell: name },
    { id: 'full-name', title: 'Full name', cell: ({ full_name: fullName }) => fullName },
    { id: 'role', title: 'Role', cell: role },
    ...(isOwner ? [{ id: 'actions', title: 'Actions', kind: 'actions' as const, cell: takeOut }] : []),
  ];
}
