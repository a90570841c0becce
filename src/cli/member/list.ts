// `pullgate member list`: the people of an organization with their teams, and whoever is invited.
import type { Command } from 'commander';
import { memberPage } from '../../contract/members.ts';
import { pathOf, paths } from '../../contract/paths.ts';
import { formatColumns } from '../columns.ts';
import { declareCommand } from '../command.ts';
import type { CliContext } from '../context.ts';
import { formatJson } from '../json.ts';
import { showTime } from '../moment.ts';
import { type OrganizationOptions, actInOrganization } from '../organization-command.ts';
import { readPages } from '../pages.ts';

type ListOptions = OrganizationOptions & { readonly search?: string; readonly role?: string };

/** Declares the command. */
export function memberListCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'list',
    summary: 'list members with their teams; owners see who is invited as well',
    examples: ['pullgate member list', 'pullgate member list --search jane', 'pullgate member list --role owner --json'],
  });
  command.option('--search <text>', 'only those with this in their name; for owners in their address as well').option('--role <role>', 'only owners, editors or members');
  return actInOrganization<ListOptions>(context, command, async ({ api, organization, options }) => {
    const filters = { invites: 'true', ...(options.search === undefined ? {} : { search: options.search }), ...(options.role === undefined ? {} : { role: options.role }) };
    const members = await readPages(api, pathOf(paths.members, { org: organization }), memberPage, Infinity, filters);
    if (options.json) return formatJson({ organization, members });
    const rows = members.map(({ username, role, groups, full_name, email, date_joined }) => [username || email, role.toLowerCase(), groups.join(', '), full_name, email, showTime(date_joined)]);
    return formatColumns(context.terminal, ['NAME', 'ROLE', 'TEAMS', 'FULL NAME', 'EMAIL', 'SINCE'], rows);
  });
}
