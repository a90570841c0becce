// `pullgate allowlist list`: what is allowed whatever it counts as, who added it and what for.
import type { Command } from 'commander';
import { allowlistPage } from '../../contract/allowlist.ts';
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

type ListOptions = ConnectionOptions & OrganizationOption & { readonly json?: true; readonly search?: string };

/** Declares the command. */
export function allowlistListCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'list',
    summary: 'list what is allowed whatever it counts as, and what for',
    examples: ['pullgate allowlist list', 'pullgate allowlist list --search someuser --json'],
  });
  command.option('--search <text>', 'only those with this in their name or note');
  return addJsonOption(addOrganizationOption(addConnectionOptions(command))).action(async (options: ListOptions) => context.terminal.print(await listAllowlist(context, options)));
}

async function listAllowlist(context: CliContext, options: ListOptions): Promise<string> {
  const session = await connect(context, options);
  const organization = await chooseOrganization(session, options);
  const path = pathOf(paths.allowlist, { org: organization });
  const { enabled } = await session.api.call({ method: 'GET', path: `${path}?page_size=1`, answer: allowlistPage });
  const entries = await readPages(session.api, path, allowlistPage, Infinity, options.search === undefined ? {} : { search: options.search });
  if (options.json) return formatJson({ organization, enabled, entries });
  const rows = entries.map(({ repository, added_by: by, added_at: at, note }) => [repository, by ?? '-', at === null ? '-' : showTime(at), note]);
  const table = formatColumns(context.terminal, ['REPOSITORY', 'WHO', 'WHEN', 'NOTE'], rows);
  return enabled ? table : `${table}\nThe allowlist is off: pullgate policy set --allowlist`;
}
