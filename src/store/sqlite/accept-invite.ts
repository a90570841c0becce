// InviteStore's end of an invitation: account, membership, team and the invitation's removal are one transaction.
import type { InviteStore, Joining } from '../../admin/invites/invites.port.ts';
import type { Role } from '../../core/policy/facts.ts';
import { appendAct } from './append-act.ts';
import type { Database } from './database.ts';
import { insertMember } from './insert-member.ts';
import { insertMembership } from './insert-membership.ts';
import { roles } from './roles.ts';
import { integerOrNull, oneOf, text } from './row.ts';

interface OpenInvite {
  readonly organization: string;
  readonly role: Role;
  readonly teamId: number | null;
}

export function createInviteAcceptance(database: Database): Pick<InviteStore, 'acceptInvite' | 'acceptInviteAsNew'> {
  const append = appendAct(database);
  const find = database.prepare('SELECT organization, role, team_id FROM invites WHERE id = ? AND secret_hash = ? AND expires_at_ms > ?');
  const isMember = database.prepare('SELECT 1 FROM memberships WHERE organization = ? AND user_id = ?');
  const join = insertMembership(database);
  const insert = insertMember(database);
  const addToTeam = database.prepare('INSERT INTO team_members (team_id, organization, user_id, added_at_ms) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING');
  const remove = database.prepare('DELETE FROM invites WHERE id = ?');
  const findOpen = ({ inviteId, secretHash, atMs }: Joining): OpenInvite | undefined => {
    const row = find.get(inviteId, secretHash, atMs);
    return row === undefined ? undefined : { organization: text(row, 'organization'), role: oneOf(row, 'role', roles), teamId: integerOrNull(row, 'team_id') };
  };
  const finish = ({ organization, teamId }: OpenInvite, { inviteId, userId, atMs }: Joining): void => {
    if (teamId !== null) addToTeam.run(teamId, organization, userId, atMs);
    remove.run(inviteId);
  };
  return {
    acceptInvite: (joining, acts) =>
      database.write(() => {
        const invite = findOpen(joining);
        if (invite === undefined) return 'missing';
        const { organization, role } = invite;
        if (isMember.get(organization, joining.userId) === undefined) join({ organization, userId: joining.userId, role, atMs: joining.atMs });
        finish(invite, joining);
        for (const act of acts) append(act);
        return 'accepted';
      }),
    acceptInviteAsNew: ({ account, ...joining }, acts) =>
      database.write(() => {
        const invite = findOpen(joining);
        if (invite === undefined) return 'missing';
        const { organization, role } = invite;
        if (insert({ ...account, id: joining.userId, organization, role, atMs: joining.atMs }) === 'name-taken') return 'name-taken';
        finish(invite, joining);
        for (const act of acts) append(act);
        return 'accepted';
      }),
  };
}
