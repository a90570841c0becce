// `pullgate org list`: the organizations of who is signed in.
import type { Command } from 'commander';
import { organizationPage } from '../../contract/members.ts';
import { paths } from '../../contract/paths.ts';
import { formatColumns } from '../columns.ts';
import { addJsonOption, declareCommand } from '../command.ts';
import { addConnectionOptions, connect } from '../connection.ts';
import type { ConnectionOptions } from '../connection.ts';
import type { CliContext } from '../context.ts';
import { formatJson } from '../json.ts';
import { readPages } from '../pages.ts';

type ListOptions = ConnectionOptions & { readonly json?: true };

/** Declares the command. */
export function orgListCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'list',
    summary: 'list your organizations and your role in each',
    description: 'List your organizations and your role in each. All of them bind you: the strictest wins.',
    examples: ['pullgate org list'],
  });
  return addJsonOption(addConnectionOptions(command)).action(async (options: ListOptions) => context.terminal.print(await listOrganizations(context, options)));
}

async function listOrganizations(context: CliContext, options: ListOptions): Promise<string> {
  const { api, username } = await connect(context, options);
  const organizations = await readPages(api, paths.userOrganizations, organizationPage);
  if (options.json) return formatJson({ organizations });
  if (organizations.length === 0) return `${username} is in no organization.`;
  return formatColumns(context.terminal, ['NAME', 'ROLE'], organizations.map(({ orgname, user_role: role }) => [orgname, role.toLowerCase()]));
}
