// `pullgate catalog list`: the namespaces of Docker Hub that are more than community, and why.
import { Option } from 'commander';
import type { Command } from 'commander';
import { catalogPage } from '../../contract/catalog.ts';
import { sourceKinds } from '../../contract/classification.ts';
import { pathOf, paths } from '../../contract/paths.ts';
import { categories } from '../../core/policy/category.ts';
import { describeSource } from '../classification-text.ts';
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

type ListOptions = ConnectionOptions & OrganizationOption & { readonly json?: true; readonly category?: string; readonly source?: string; readonly search?: string; readonly stale?: true };

/** Declares the command. */
export function catalogListCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'list',
    summary: 'list the namespaces of Docker Hub that are known to be more than community',
    description: "List the namespaces of Docker Hub that are known to be more than community, or were: what they count as in the organization's eyes, and why.",
    examples: ['pullgate catalog list --search grafana', 'pullgate catalog list --source override', 'pullgate catalog list --stale'],
  });
  command
    .addOption(new Option('--category <category>', 'only these').choices(categories))
    .addOption(new Option('--source <source>', 'only what is known from here').choices(sourceKinds))
    .option('--search <text>', 'only those with this in their name')
    .option('--stale', 'only those whose evidence is old or has no date');
  return addJsonOption(addOrganizationOption(addConnectionOptions(command))).action(async (options: ListOptions) => context.terminal.print(await listCatalog(context, options)));
}

async function listCatalog(context: CliContext, options: ListOptions): Promise<string> {
  const session = await connect(context, options);
  const organization = await chooseOrganization(session, options);
  const { category, source, search, stale } = options;
  const filters = { ...(category && { category }), ...(source && { source }), ...(search && { search }), ...(stale && { stale: 'true' }) };
  const entries = await readPages(session.api, pathOf(paths.catalogList, { org: organization }), catalogPage, Infinity, filters);
  if (options.json) return formatJson({ organization, entries });
  const rows = entries.map(({ namespace, category: counted, source: why, drift }) => [namespace, counted, describeSource(why), drift === null ? '' : `was ${drift.before} until ${showTime(drift.at)}`]);
  return formatColumns(context.terminal, ['NAMESPACE', 'CATEGORY', 'WHY', 'CHANGED'], rows);
}
