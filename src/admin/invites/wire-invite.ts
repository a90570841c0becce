// An invitation as the API shows it to owners: Docker Hub's fields, with when it ends and what became of its mail.
import type { Invite as WireInvite } from '../../contract/invites.ts';
import { wireTime } from '../wire-time.ts';
import type { Invite } from './invites.port.ts';

export function wireInvite({ id, inviter, invitee, organization, team, role, createdAtMs, expiresAtMs, mail, mailProblem }: Invite): WireInvite {
  return {
    id,
    inviter_username: inviter,
    invitee,
    org: organization,
    team: team ?? '',
    role,
    created_at: wireTime(createdAtMs),
    expires_at: wireTime(expiresAtMs),
    mail,
    mail_problem: mailProblem,
  };
}
