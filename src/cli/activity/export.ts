// `pullgate activity export`: the log as a file.
import { Option } from 'commander';
import type { Command } from 'commander';
import { activityFormats } from '../../contract/activity.ts';
import type { ActivityFormat } from '../../contract/activity.ts';
import { declareCommand } from '../command.ts';
import { addConnectionOptions, connect } from '../connection.ts';
import type { ConnectionOptions } from '../connection.ts';
import type { CliContext } from '../context.ts';
import { saveDownload } from '../save-download.ts';
import { addEntryOptions, addLogOption, chooseLog, entryQuery, logPath } from './options.ts';
import type { EntryOptions, LogOption } from './options.ts';

interface ExportOptions extends ConnectionOptions, LogOption, EntryOptions {
  readonly format: ActivityFormat;
  readonly output?: string;
}

/** Declares the command. */
export function activityExportCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'export',
    summary: 'write what people did to a file, oldest first',
    description:
      'Write the log of what people did to a file or stdout, oldest first: CSV for spreadsheets, JSON Lines that anybody can verify without Pullgate, or CEF for log collectors. ' +
      'Owners only. How to verify a file: docs/activity.md.',
    examples: ['pullgate activity export --output activity.csv', 'pullgate activity export --format jsonl > activity.jsonl', 'pullgate activity export --format cef --since 1d'],
  });
  addEntryOptions(command).optionsGroup('Output:').addOption(new Option('--format <format>', 'the form of the file').choices(activityFormats).default('csv')).option('--output <file>', 'write it to this file').addOption(new Option('--json', 'the same as --format jsonl').implies({ format: 'jsonl' }));
  return addLogOption(addConnectionOptions(command)).action(async (options: ExportOptions) => exportActivity(context, options));
}

async function exportActivity(context: CliContext, options: ExportOptions): Promise<void> {
  const session = await connect(context, options);
  const query = entryQuery(options, context.now());
  query.set('format', options.format);
  const path = `${logPath('export', await chooseLog(session, options))}?${query.toString()}`;
  await saveDownload(context, { api: session.api, path, output: options.output });
}
