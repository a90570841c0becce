// `pullgate pulls stats`: how much was pulled and refused, and of what.
import { Option } from 'commander';
import type { Command } from 'commander';
import { pathOf, paths } from '../../contract/paths.ts';
import { statistics, statisticsGroups, topDefault, topMax } from '../../contract/statistics.ts';
import type { Statistics, StatisticsCounts, StatisticsGroup, StatisticsInterval } from '../../contract/statistics.ts';
import { formatColumns, formatFields } from '../columns.ts';
import type { Cell } from '../columns.ts';
import { addJsonOption, declareCommand } from '../command.ts';
import { addConnectionOptions, connect } from '../connection.ts';
import type { ConnectionOptions } from '../connection.ts';
import type { CliContext } from '../context.ts';
import { formatJson } from '../json.ts';
import { parseCount } from '../limit.ts';
import { momentBefore, parseMoment, showTime } from '../moment.ts';
import type { Moment } from '../moment.ts';
import { addOrganizationOption, chooseOrganization } from '../organization.ts';
import type { OrganizationOption } from '../organization.ts';
import { formatCount } from '../size.ts';
import type { Terminal } from '../terminal.ts';

const dayMs = 86_400_000;
/** Up to here counts are by the hour, and the time asked for is widened to whole hours, not days. */
const hourlyMsMax = 3 * dayMs;
const dailyMsMax = 365 * dayMs;
const sinceDefault: Moment = { kind: 'duration', ms: 7 * dayMs };

interface StatsOptions extends ConnectionOptions, OrganizationOption {
  readonly by: StatisticsGroup;
  readonly since: Moment;
  readonly until?: Moment;
  readonly top: number;
  readonly json?: true;
}

/** Declares the command. */
export function pullsStatsCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'stats',
    summary: 'count what was pulled and refused',
    description: 'Count what was pulled and refused, by category, repository, person or another property, the most first. Owners see all of the organization, others their own. The time is widened to whole hours, from 3 days on to whole days, from a year on to whole weeks.',
    examples: ['pullgate pulls stats', 'pullgate pulls stats --by repository --since 30d --top 20', 'pullgate pulls stats --by person --since 24h --json'],
  });
  command
    .addOption(new Option('--by <property>', 'what the counts are told apart by').choices(statisticsGroups).default('category'))
    .addOption(new Option('--since <when>', 'from then on: 24h, 7d, or a time such as 2029-12-31T23:59:59Z').argParser(parseMoment).default(sinceDefault, '7d'))
    .option('--until <when>', 'until then', parseMoment)
    .option('--top <number>', `so many rows, up to ${topMax}`, parseCount(topMax), topDefault);
  addJsonOption(addOrganizationOption(addConnectionOptions(command)));
  return command.action(async (options: StatsOptions) => context.terminal.print(await showStats(context, options)));
}

async function showStats(context: CliContext, options: StatsOptions): Promise<string> {
  const session = await connect(context, options);
  const organization = await chooseOrganization(session, options);
  const nowMs = context.now();
  const from = momentBefore(options.since, nowMs);
  const to = momentBefore(options.until ?? { kind: 'instant', ms: nowMs }, nowMs);
  const query = new URLSearchParams({ from, to, interval: intervalOf(Date.parse(to) - Date.parse(from)), group_by: options.by, top: String(options.top) });
  const counted = await session.api.call({ method: 'GET', path: `${pathOf(paths.statistics, { org: organization })}?${query.toString()}`, answer: statistics });
  return options.json ? formatJson({ organization, ...counted }) : formatStats(context.terminal, counted, options.by);
}

function intervalOf(lengthMs: number): StatisticsInterval {
  if (lengthMs <= hourlyMsMax) return 'hour';
  return lengthMs <= dailyMsMax ? 'day' : 'week';
}

function formatStats(terminal: Terminal, { from, to, totals, series, others, top_refused: refused }: Statistics, by: StatisticsGroup): string {
  const fields = formatFields([
    ['From', showTime(from)],
    ['To', showTime(to)],
    ['Pulls', formatCount(totals.pulls)],
    ['Denials', formatCount(totals.denials)],
    ['Denials (audit)', formatCount(totals.audited)],
  ]);
  const rows = [...series.map(({ key, totals: counts }) => row(key ?? '-', counts)), ...(others === null ? [] : [row('(all others)', others.totals)])];
  if (rows.length === 0) return `${fields}\n\nNothing was pulled or refused.`;
  const table = formatColumns(terminal, [by.toUpperCase(), 'PULLS', 'DENIALS', 'DENIALS (AUDIT)'], rows);
  if (refused.length === 0) return `${fields}\n\n${table}`;
  const most = formatColumns(terminal, ['REFUSED MOST', 'DENIALS', 'PEOPLE'], refused.map(({ repository, denials, people }) => [repository, formatCount(denials), formatCount(people)]));
  return `${fields}\n\n${table}\n\n${most}`;
}

function row(key: string, { pulls, denials, audited }: StatisticsCounts): readonly Cell[] {
  return [key, formatCount(pulls), denials === 0 ? '0' : { text: formatCount(denials), tone: 'red' }, formatCount(audited)];
}
