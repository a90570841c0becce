// `pullgate invite send`: people are invited by name or address; a link that is not mailed is shown this once.
import { Option } from 'commander';
import type { Command } from 'commander';
import { type InvitedList, invitedList } from '../../contract/invites.ts';
import { memberRole } from '../../contract/members.ts';
import { paths } from '../../contract/paths.ts';
import { declareCommand } from '../command.ts';
import type { CliContext } from '../context.ts';
import { formatJson } from '../json.ts';
import { type OrganizationOptions, actInOrganization } from '../organization-command.ts';

type SendOptions = OrganizationOptions & { readonly role: string; readonly team?: string; readonly dryRun?: true };

/** Declares the command. */
export function inviteSendCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'send',
    summary: 'invite people by user name or e-mail address',
    description: 'Invite people by user name or e-mail address. Addresses get a mail where the server sends mail; every other link is shown this once, for you to hand over. It works once, within 7 days.',
    examples: ['pullgate invite send jane@example.com joe', 'pullgate invite send jane@example.com --role editor --team backend', 'pullgate invite send joe --dry-run'],
  });
  command
    .argument('<invitees...>', 'user names and e-mail addresses')
    .addOption(new Option('--role <role>', 'what they are to be').choices(memberRole.options).default('member'))
    .option('--team <name>', 'a team that they join as well')
    .option('--dry-run', 'only say what would happen');
  return actInOrganization<SendOptions>(context, command, async ({ api, organization, options, words }) => {
    const body = { org: organization, invitees: words, role: options.role, ...(options.team === undefined ? {} : { team: options.team }), dry_run: options.dryRun === true };
    const answer = await api.call({ method: 'POST', path: paths.invitesBulk, body, answer: invitedList });
    return options.json ? formatJson(answer) : answer.invitees.map((invited) => tell(invited, options.dryRun === true)).join('\n');
  });
}

function tell({ invitee, status, invite }: InvitedList['invitees'][number], isDryRun: boolean): string {
  switch (status) {
    case 'existing_org_member':
      return `${invitee}: is a member already`;
    case 'invalid_email_or_docker_id':
      return `${invitee}: is neither a user name nor an e-mail address`;
    case 'invited':
      if (isDryRun) return `${invitee}: would be invited`;
      return invite?.link === undefined ? `${invitee}: invited by mail` : `${invitee}: hand over this link, it is not shown again:\n  ${invite.link}`;
  }
}
