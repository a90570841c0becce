// `pullgate invite list`: open invitations, and what became of their mails.
import type { Command } from 'commander';
import { inviteList } from '../../contract/invites.ts';
import { pathOf, paths } from '../../contract/paths.ts';
import { formatColumns } from '../columns.ts';
import { declareCommand } from '../command.ts';
import type { CliContext } from '../context.ts';
import { formatJson } from '../json.ts';
import { showTime } from '../moment.ts';
import { actInOrganization } from '../organization-command.ts';

/** Declares the command. */
export function inviteListCommand(context: CliContext): Command {
  const command = declareCommand({ usage: 'list', summary: 'list open invitations and what became of their mails', examples: ['pullgate invite list', 'pullgate invite list --json'] });
  return actInOrganization(context, command, async ({ api, organization, options }) => {
    const { data } = await api.call({ method: 'GET', path: pathOf(paths.organizationInvites, { org: organization }), answer: inviteList });
    if (options.json) return formatJson({ organization, invites: data });
    if (data.length === 0) return `${organization} has no open invitations.`;
    const rows = data.map(({ id, invitee, role, team, inviter_username, expires_at, mail, mail_problem }) => [id, invitee, role, team, inviter_username, showTime(expires_at), mail_problem === '' ? mail : `${mail}: ${mail_problem}`]);
    return formatColumns(context.terminal, ['ID', 'INVITEE', 'ROLE', 'TEAM', 'BY', 'ENDS', 'MAIL'], rows);
  });
}
