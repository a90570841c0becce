// The text of an invitation's mail: small, plain, and nothing in it that an owner could write.
import type { Invite } from './invites.port.ts';
import type { Mail } from './mailer.port.ts';

export function composeInviteMail({ invitee, organization, inviter, role, expiresAtMs }: Invite, link: string): Mail {
  const until = new Date(expiresAtMs).toISOString().slice(0, 16).replace('T', ' ');
  return {
    to: invitee,
    subject: `Invitation to ${organization}`,
    text: `${inviter} invites you to the organization ${organization} on Pullgate, as ${role === 'member' ? 'a member' : `an ${role}`}.

Open the link to accept or to decline:

  ${link}

Or accept with the command line:

  pullgate invite accept ${link}

The link works once, until ${until} UTC. Whoever has it can join in your place: keep it to yourself.
If you expected no invitation, there is nothing to do.
`,
  };
}
