// An invitation as its row has it.
import type { Invite, InviteMail } from '../../admin/invites/invites.port.ts';
import { roles } from './roles.ts';
import { integer, oneOf, text, textOrNull } from './row.ts';
import type { Row } from './row.ts';

const mails = Object.keys({ none: true, queued: true, sent: true, failed: true } satisfies Record<InviteMail, true>) as readonly InviteMail[];

export const inviteColumns = `SELECT invites.id, invites.organization, invitee, role, teams.name AS team, inviter, invites.created_at_ms, expires_at_ms, mail, mail_problem,
  mail_secret, mail_attempts, secret_hash
  FROM invites LEFT JOIN teams ON teams.id = team_id`;

export function inviteOf(row: Row): Invite {
  return {
    id: text(row, 'id'),
    organization: text(row, 'organization'),
    invitee: text(row, 'invitee'),
    role: oneOf(row, 'role', roles),
    team: textOrNull(row, 'team'),
    inviter: text(row, 'inviter'),
    createdAtMs: integer(row, 'created_at_ms'),
    expiresAtMs: integer(row, 'expires_at_ms'),
    mail: oneOf(row, 'mail', mails),
    mailProblem: text(row, 'mail_problem'),
  };
}
