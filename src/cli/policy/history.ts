// `pullgate policy history`: who changed what, and when.
import type { Command } from 'commander';
import { revisionPage } from '../../contract/revisions.ts';
import { pathOf, paths } from '../../contract/paths.ts';
import { formatColumns } from '../columns.ts';
import { addJsonOption, declareCommand } from '../command.ts';
import { addConnectionOptions, connect } from '../connection.ts';
import type { ConnectionOptions } from '../connection.ts';
import type { CliContext } from '../context.ts';
import { formatJson } from '../json.ts';
import { parseLimit } from '../limit.ts';
import { showTime } from '../moment.ts';
import { addOrganizationOption, chooseOrganization } from '../organization.ts';
import type { OrganizationOption } from '../organization.ts';
import { readPages } from '../pages.ts';

const limitDefault = 20;

type HistoryOptions = ConnectionOptions & OrganizationOption & { readonly json?: true; readonly limit: number };

/** Declares the command. */
export function policyHistoryCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'history',
    summary: 'list the changes of the policy, newest first',
    examples: ['pullgate policy history', 'pullgate policy history --limit 100 --json'],
  });
  command.option('--limit <number>', 'at most so many', parseLimit, limitDefault);
  return addJsonOption(addOrganizationOption(addConnectionOptions(command))).action(async (options: HistoryOptions) => context.terminal.print(await listHistory(context, options)));
}

async function listHistory(context: CliContext, options: HistoryOptions): Promise<string> {
  const session = await connect(context, options);
  const organization = await chooseOrganization(session, options);
  const path = pathOf(paths.revisions, { org: organization });
  const revisions = await readPages(session.api, path, revisionPage, options.limit);
  const { terminal } = context;
  if (options.json) return formatJson({ organization, revisions });
  const rows = revisions.map(({ revision, at, by, summary }) => [String(revision), showTime(at), by, summary]);
  return formatColumns(terminal, ['REVISION', 'WHEN', 'WHO', 'WHAT'], rows);
}
