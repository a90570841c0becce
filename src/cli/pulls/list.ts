// `pullgate pulls list`: who asked for what, and what was answered.
import { Option } from 'commander';
import type { Command } from 'commander';
import { pullActions, pullPage, pullsLimitMax } from '../../contract/pulls.ts';
import type { Pull, PullAction, PullsQuery } from '../../contract/pulls.ts';
import { pathOf, paths } from '../../contract/paths.ts';
import { categories } from '../../core/policy/category.ts';
import type { Category } from '../../core/policy/category.ts';
import { ruleIds } from '../../core/policy/decision.ts';
import type { RuleId } from '../../core/policy/decision.ts';
import type { ApiClient } from '../api-client.ts';
import { addJsonOption, declareCommand } from '../command.ts';
import { addConnectionOptions, connect } from '../connection.ts';
import type { ConnectionOptions } from '../connection.ts';
import type { CliContext } from '../context.ts';
import { formatJson } from '../json.ts';
import { limitMax, parseLimit } from '../limit.ts';
import { momentBefore, parseMoment } from '../moment.ts';
import type { Moment } from '../moment.ts';
import { addOrganizationOption, chooseOrganization } from '../organization.ts';
import type { OrganizationOption } from '../organization.ts';
import { formatPulls } from './table.ts';

const limitDefault = 50;

interface ListOptions extends ConnectionOptions, OrganizationOption {
  readonly denied?: true;
  readonly permitted?: true;
  readonly action?: PullAction;
  readonly since?: Moment;
  readonly until?: Moment;
  readonly user?: string;
  readonly image?: string;
  readonly category?: Category;
  readonly rule?: RuleId;
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
  command
    .optionsGroup('Which pulls:')
    .addOption(new Option('--denied', 'only what the policy denied').conflicts('permitted'))
    .option('--permitted', 'only what the policy permitted')
    .addOption(new Option('--action <action>', 'only pulls, or only pushes (deletes among them)').choices(pullActions))
    .option('--since <when>', 'from then on: 30m, 1h, 7d, or a time such as 2029-12-31T23:59:59Z', parseMoment)
    .option('--until <when>', 'until then', parseMoment)
    .option('--user <name>', 'of this person')
    .option('--image <text>', 'whose name holds this text')
    .addOption(new Option('--category <category>', 'of this category').choices(categories))
    .addOption(new Option('--rule <rule>', 'decided by this rule').choices(ruleIds))
    .option('--limit <number>', `at most so many, up to ${limitMax}`, parseLimit, limitDefault);
  addJsonOption(addOrganizationOption(addConnectionOptions(command)));
  return command.action(async (options: ListOptions) => context.terminal.print(await listPulls(context, options)));
}

async function listPulls(context: CliContext, options: ListOptions): Promise<string> {
  const session = await connect(context, options);
  const organization = await chooseOrganization(session, options);
  const { pulls, hasMore } = await readPulls(session.api, organization, query(options, context.now()), options.limit);
  const { terminal } = context;
  if (options.json) return formatJson({ organization, pulls, has_more: hasMore });
  if (pulls.length === 0) return 'No such pulls are recorded.';
  if (hasMore) terminal.warn(`pullgate: there are more than ${options.limit}: ask for more with --limit`);
  return formatPulls(terminal, pulls);
}

/** The filters under the wire's names; what was not asked for is absent. */
function query(options: ListOptions, nowMs: number): ReadonlyMap<keyof PullsQuery, string> {
  const wanted: readonly (readonly [keyof PullsQuery, string | undefined])[] = [
    ['effect', options.denied ? 'deny' : options.permitted ? 'permit' : undefined],
    ['action', options.action],
    ['from', options.since && momentBefore(options.since, nowMs)],
    ['to', options.until && momentBefore(options.until, nowMs)],
    ['username', options.user],
    ['image', options.image],
    ['category', options.category],
    ['rule', options.rule],
  ];
  return new Map(wanted.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])));
}

interface FoundPulls {
  readonly pulls: readonly Pull[];
  readonly hasMore: boolean;
}

/** Follows the cursor until `limit` records are there or no older ones are. */
async function readPulls(api: ApiClient, organization: string, filters: ReadonlyMap<keyof PullsQuery, string>, limit: number): Promise<FoundPulls> {
  const pulls: Pull[] = [];
  let cursor: string | null = null;
  do {
    const search = new URLSearchParams([...filters]);
    search.set('limit', String(Math.min(limit - pulls.length, pullsLimitMax)));
    if (cursor !== null) search.set('cursor', cursor);
    const page: { readonly pulls: readonly Pull[]; readonly next_cursor: string | null } = await api.call({
      method: 'GET',
      path: `${pathOf(paths.pulls, { org: organization })}?${search.toString()}`,
      answer: pullPage,
    });
    pulls.push(...page.pulls);
    cursor = page.pulls.length === 0 ? null : page.next_cursor;
  } while (cursor !== null && pulls.length < limit);
  return { pulls, hasMore: cursor !== null };
}
