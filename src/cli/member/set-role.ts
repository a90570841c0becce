// `pullgate member set-role`: another role for a member.
import type { Command } from 'commander';
import { listedMember } from '../../contract/members.ts';
import { pathOf, paths } from '../../contract/paths.ts';
import { declareCommand } from '../command.ts';
import type { CliContext } from '../context.ts';
import { formatJson } from '../json.ts';
import { actInOrganization } from '../organization-command.ts';

/** Declares the command. */
export function memberSetRoleCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'set-role',
    summary: 'change what a member is: owner, editor or member',
    description: 'Change what a member is: owner, editor or member. Owners only. The last owner stays one.',
    examples: ['pullgate member set-role jane owner'],
  });
  command.argument('<name>', 'the member').argument('<role>', 'owner, editor or member');
  return actInOrganization(context, command, async ({ api, organization, options, words: [name = '', role = ''] }) => {
    const member = await api.call({ method: 'PUT', path: pathOf(paths.member, { org: organization, username: name }), body: { role }, answer: listedMember });
    return options.json ? formatJson(member) : `${member.username} is ${member.role.toLowerCase()} of ${organization} now.`;
  });
}
