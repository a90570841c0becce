// `pullgate pulls export`: the recorded pulls as a file, all of them.
import { Option } from 'commander';
import type { Command } from 'commander';
import { pathOf, paths } from '../../contract/paths.ts';
import { exportFormats } from '../../contract/pulls.ts';
import type { ExportFormat } from '../../contract/pulls.ts';
import { declareCommand } from '../command.ts';
import { addConnectionOptions, connect } from '../connection.ts';
import type { ConnectionOptions } from '../connection.ts';
import type { CliContext } from '../context.ts';
import { addOrganizationOption, chooseOrganization } from '../organization.ts';
import type { OrganizationOption } from '../organization.ts';
import { saveDownload } from '../save-download.ts';
import { addFilterOptions, filterQuery } from './filters.ts';
import type { FilterOptions } from './filters.ts';

interface ExportOptions extends ConnectionOptions, OrganizationOption, FilterOptions {
  readonly format: ExportFormat;
  readonly output?: string;
}

/** Declares the command. */
export function pullsExportCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'export',
    summary: 'write the recorded pulls and pushes to a file, newest first',
    description: 'Write the recorded pulls and pushes to a file or stdout, newest first and however many: CSV for spreadsheets, or JSON Lines.',
    examples: ['pullgate pulls export --output pulls.csv', 'pullgate pulls export --denied --since 30d --format jsonl > denials.jsonl'],
  });
  addFilterOptions(command)
    .optionsGroup('Output:')
    .addOption(new Option('--format <format>', 'the form of the file').choices(exportFormats).default('csv'))
    .option('--output <file>', 'write it to this file')
    .addOption(new Option('--json', 'the same as --format jsonl').implies({ format: 'jsonl' }));
  return addOrganizationOption(addConnectionOptions(command)).action(async (options: ExportOptions) => exportPulls(context, options));
}

async function exportPulls(context: CliContext, options: ExportOptions): Promise<void> {
  const session = await connect(context, options);
  const org = await chooseOrganization(session, options);
  const query = filterQuery(options, context.now());
  query.set('format', options.format);
  await saveDownload(context, { api: session.api, path: `${pathOf(paths.pullsExport, { org })}?${query.toString()}`, output: options.output });
}
