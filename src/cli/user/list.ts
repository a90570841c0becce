// `pullgate user list`: the people of an organization.
import type { Command } from 'commander';
import { memberPage } from '../../contract/members.ts';
import { pathOf, paths } from '../../contract/paths.ts';
import { formatColumns } from '../columns.ts';
import { addJsonOption, declareCommand } from '../command.ts';
import { addConnectionOptions, connect } from '../connection.ts';
import type { ConnectionOptions } from '../connection.ts';
import type { CliContext } from '../context.ts';
import { formatJson } from '../json.ts';
import { showTime } from '../moment.ts';
import { addOrganizationOption, chooseOrganization } from '../organization.ts';
import type { OrganizationOption } from '../organization.ts';
import { readPages } from '../pages.ts';

type ListOptions = ConnectionOptions & OrganizationOption & { readonly json?: true };

/** Declares the command. */
export function userListCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'list',
    summary: 'list the people of the organization and their roles',
    examples: ['pullgate user list', 'pullgate user list --org acme --json'],
  });
  return addJsonOption(addOrganizationOption(addConnectionOptions(command))).action(async (options: ListOptions) => context.terminal.print(await listUsers(context, options)));
}

async function listUsers(context: CliContext, options: ListOptions): Promise<string> {
  const session = await connect(context, options);
  const organization = await chooseOrganization(session, options);
  const users = await readPages(session.api, pathOf(paths.members, { org: organization }), memberPage);
  const { terminal } = context;
  if (options.json) return formatJson({ organization, users });
  const rows = users.map((user) => [user.username, user.role.toLowerCase(), user.full_name, user.email, showTime(user.date_joined)]);
  return formatColumns(terminal, ['NAME', 'ROLE', 'FULL NAME', 'EMAIL', 'SINCE'], rows);
}
