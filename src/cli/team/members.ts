// `pullgate team members`: who is in a team.
import type { Command } from 'commander';
import { pathOf, paths } from '../../contract/paths.ts';
import { teamMemberPage } from '../../contract/teams.ts';
import { formatColumns } from '../columns.ts';
import { declareCommand } from '../command.ts';
import type { CliContext } from '../context.ts';
import { formatJson } from '../json.ts';
import { actInOrganization } from '../organization-command.ts';
import { readPages } from '../pages.ts';

/** Declares the command. */
export function teamMembersCommand(context: CliContext): Command {
  const command = declareCommand({ usage: 'members', summary: 'list who is in a team', examples: ['pullgate team members backend', 'pullgate team members backend --json'] });
  command.argument('<team>', 'its name');
  return actInOrganization(context, command, async ({ api, organization, options, words: [team = ''] }) => {
    const members = await readPages(api, pathOf(paths.teamMembers, { org: organization, team }), teamMemberPage);
    if (options.json) return formatJson({ organization, team, members });
    if (members.length === 0) return `Nobody is in the team ${team}: add members with pullgate team add ${team} NAME`;
    return formatColumns(context.terminal, ['NAME', 'ROLE', 'FULL NAME', 'EMAIL'], members.map(({ username, role, full_name, email }) => [username, role.toLowerCase(), full_name, email]));
  });
}
