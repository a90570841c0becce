// `pullgate namespace list`: the namespaces that belong to the organization.
import type { Command } from 'commander';
import { organizationNamespacePage } from '../../contract/organization-namespaces.ts';
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
export function namespaceListCommand(context: CliContext): Command {
  const command = declareCommand({ usage: 'list', summary: 'list the namespaces that belong to the organization besides its own name', examples: ['pullgate namespace list'] });
  return addJsonOption(addOrganizationOption(addConnectionOptions(command))).action(async (options: ListOptions) => context.terminal.print(await listNamespaces(context, options)));
}

async function listNamespaces(context: CliContext, options: ListOptions): Promise<string> {
  const session = await connect(context, options);
  const organization = await chooseOrganization(session, options);
  const namespaces = await readPages(session.api, pathOf(paths.namespaces, { org: organization }), organizationNamespacePage);
  if (options.json) return formatJson({ organization, namespaces });
  const rows = namespaces.map(({ namespace, added_by: by, added_at: at, note }) => [namespace, by ?? '-', at === null ? '-' : showTime(at), note]);
  return formatColumns(context.terminal, ['NAMESPACE', 'WHO', 'WHEN', 'NOTE'], rows);
}
