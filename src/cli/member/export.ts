// `pullgate member export`: who is in the organization, and who is invited, as a file for spreadsheets.
import type { Command } from 'commander';
import { pathOf, paths } from '../../contract/paths.ts';
import { declareCommand } from '../command.ts';
import { addConnectionOptions, connect } from '../connection.ts';
import type { ConnectionOptions } from '../connection.ts';
import type { CliContext } from '../context.ts';
import { addOrganizationOption, chooseOrganization } from '../organization.ts';
import type { OrganizationOption } from '../organization.ts';
import { saveDownload } from '../save-download.ts';

type ExportOptions = ConnectionOptions & OrganizationOption & { readonly output?: string };

/** Declares the command. */
export function memberExportCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'export',
    summary: 'write the members, and who is invited, to a CSV file',
    description: "Write the members with their roles and teams, and who is invited, to a file or stdout, as CSV in Docker Hub's columns. Owners only. For scripts: pullgate member list --json.",
    examples: ['pullgate member export --output members.csv', 'pullgate member export --org acme > members.csv'],
  });
  command.optionsGroup('Output:').option('--output <file>', 'write it to this file');
  return addOrganizationOption(addConnectionOptions(command)).action(async (options: ExportOptions) => exportMembers(context, options));
}

async function exportMembers(context: CliContext, options: ExportOptions): Promise<void> {
  const session = await connect(context, options);
  const org = await chooseOrganization(session, options);
  await saveDownload(context, { api: session.api, path: pathOf(paths.membersExport, { org }), output: options.output });
}
