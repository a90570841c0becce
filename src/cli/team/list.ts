// `pullgate team list`: the teams of an organization.
import type { Command } from 'commander';
import { pathOf, paths } from '../../contract/paths.ts';
import { teamPage } from '../../contract/teams.ts';
import { formatColumns } from '../columns.ts';
import { declareCommand } from '../command.ts';
import type { CliContext } from '../context.ts';
import { formatJson } from '../json.ts';
import { actInOrganization } from '../organization-command.ts';
import { readPages } from '../pages.ts';

/** Declares the command. */
export function teamListCommand(context: CliContext): Command {
  const command = declareCommand({ usage: 'list', summary: 'list the teams of the organization', examples: ['pullgate team list', 'pullgate team list --json'] });
  return actInOrganization(context, command, async ({ api, organization, options }) => {
    const teams = await readPages(api, pathOf(paths.teams, { org: organization }), teamPage);
    if (options.json) return formatJson({ organization, teams });
    if (teams.length === 0) return `${organization} has no teams: make one with pullgate team create NAME`;
    return formatColumns(context.terminal, ['NAME', 'MEMBERS', 'DESCRIPTION'], teams.map(({ name, member_count, description }) => [name, String(member_count), description]));
  });
}
