// `pullgate pulls list`: who asked for what, and what was answered.
import type { Command } from 'commander';
import { pullPage, pullsLimitMax } from '../../contract/pulls.ts';
import type { Pull, PullPage } from '../../contract/pulls.ts';
import { pathOf, paths } from '../../contract/paths.ts';
import type { ApiClient } from '../api-client.ts';
import { addJsonOption, declareCommand } from '../command.ts';
import { addConnectionOptions, connect } from '../connection.ts';
import type { ConnectionOptions } from '../connection.ts';
import type { CliContext } from '../context.ts';
import { formatJson } from '../json.ts';
import { limitMax, parseLimit } from '../limit.ts';
import { addOrganizationOption, chooseOrganization } from '../organization.ts';
import type { OrganizationOption } from '../organization.ts';
import { addFilterOptions, filterQuery } from './filters.ts';
import type { FilterOptions } from './filters.ts';
import { formatPulls } from './table.ts';

const limitDefault = 50;

interface ListOptions extends ConnectionOptions, OrganizationOption, FilterOptions {
  readonly limit: number;
  readonly json?: true;
}

/** Declares the command. */
export function pullsListCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'list',
    summary: 'list the recorded pulls and pushes, newest first',
    description: 'List the recorded pulls and pushes, newest first. Owners see all of the organization, others their own.',
    examples: ['pullgate pulls list --denied --since 1h', 'pullgate pulls list --user developer --image grafana --since 7d --limit 200 --json'],
  });
  addFilterOptions(command).option('--limit <number>', `at most so many, up to ${limitMax}`, parseLimit, limitDefault);
  addJsonOption(addOrganizationOption(addConnectionOptions(command)));
  return command.action(async (options: ListOptions) => context.terminal.print(await listPulls(context, options)));
}

async function listPulls(context: CliContext, options: ListOptions): Promise<string> {
  const session = await connect(context, options);
  const organization = await chooseOrganization(session, options);
  const { pulls, hasMore } = await readPulls(session.api, organization, filterQuery(options, context.now()), options.limit);
  const { terminal } = context;
  if (options.json) return formatJson({ organization, pulls, has_more: hasMore });
  if (pulls.length === 0) return 'No such pulls are recorded.';
  if (hasMore) terminal.warn(`pullgate: there are more than ${options.limit}: ask for more with --limit`);
  return formatPulls(terminal, pulls);
}

interface FoundPulls {
  readonly pulls: readonly Pull[];
  readonly hasMore: boolean;
}

/** Follows the cursor until `limit` records are there or no older ones are. A page may be short, even empty, and go on: the server looks at so many records at a time. */
async function readPulls(api: ApiClient, organization: string, filters: URLSearchParams, limit: number): Promise<FoundPulls> {
  const pulls: Pull[] = [];
  let cursor: string | null = null;
  do {
    const search = new URLSearchParams(filters);
    search.set('limit', String(Math.min(limit - pulls.length, pullsLimitMax)));
    if (cursor !== null) search.set('cursor', cursor);
    const page: PullPage = await api.call({ method: 'GET', path: `${pathOf(paths.pulls, { org: organization })}?${search.toString()}`, answer: pullPage });
    pulls.push(...page.pulls);
    cursor = page.next_cursor;
  } while (cursor !== null && pulls.length < limit);
  return { pulls, hasMore: cursor !== null };
}
