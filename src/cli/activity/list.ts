// `pullgate activity list`: who did what.
import type { Command } from 'commander';
import { activityLimitMax, activityPage } from '../../contract/activity.ts';
import type { ActivityEntry, ActivityPage } from '../../contract/activity.ts';
import type { ApiClient } from '../api-client.ts';
import { formatColumns } from '../columns.ts';
import { addJsonOption, declareCommand } from '../command.ts';
import { addConnectionOptions, connect } from '../connection.ts';
import type { ConnectionOptions } from '../connection.ts';
import type { CliContext } from '../context.ts';
import { formatJson } from '../json.ts';
import { limitMax, parseLimit } from '../limit.ts';
import { showTime } from '../moment.ts';
import type { Terminal } from '../terminal.ts';
import { addEntryOptions, addLogOption, chooseLog, entryQuery, logPath } from './options.ts';
import type { EntryOptions, LogOption } from './options.ts';

const limitDefault = 50;
const shownCharactersMax = 120;

interface ListOptions extends ConnectionOptions, LogOption, EntryOptions {
  readonly limit: number;
  readonly json?: true;
}

/** Declares the command. */
export function activityListCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'list',
    summary: 'list what people did, newest first',
    description: 'List what people did to the organization, newest first: who, to what, and what it became. Owners only. With --json each entry is whole.',
    examples: ['pullgate activity list --since 7d', 'pullgate activity list --action org.member --by owner --json', 'pullgate activity list --installation'],
  });
  addEntryOptions(command).option('--limit <number>', `at most so many, up to ${limitMax}`, parseLimit, limitDefault);
  addJsonOption(addLogOption(addConnectionOptions(command)));
  return command.action(async (options: ListOptions) => context.terminal.print(await listActivity(context, options)));
}

async function listActivity(context: CliContext, options: ListOptions): Promise<string> {
  const session = await connect(context, options);
  const organization = await chooseLog(session, options);
  const { terminal } = context;
  const { activity, hasMore } = await readActivity(session.api, logPath('list', organization), entryQuery(options, context.now()), options.limit);
  if (options.json) return formatJson({ organization, activity, has_more: hasMore });
  if (activity.length === 0) return 'Nothing of the kind was done.';
  if (hasMore) terminal.warn(`pullgate: there are more than ${options.limit}: ask for more with --limit`);
  return formatActivity(terminal, activity);
}

/** Follows the cursor until `limit` entries are there or no older ones are. */
async function readActivity(api: ApiClient, path: string, filters: URLSearchParams, limit: number): Promise<{ readonly activity: readonly ActivityEntry[]; readonly hasMore: boolean }> {
  const activity: ActivityEntry[] = [];
  let cursor: string | null = null;
  do {
    const search = new URLSearchParams(filters);
    search.set('limit', String(Math.min(limit - activity.length, activityLimitMax)));
    if (cursor !== null) search.set('cursor', cursor);
    const page: ActivityPage = await api.call({ method: 'GET', path: `${path}?${search.toString()}`, answer: activityPage });
    activity.push(...page.activity);
    cursor = page.activity.length === 0 ? null : page.next_cursor;
  } while (cursor !== null && activity.length < limit);
  return { activity, hasMore: cursor !== null };
}

function formatActivity(terminal: Terminal, activity: readonly ActivityEntry[]): string {
  const rows = activity.map(({ sequence, time, actor, action, name, before, after }) => [
    String(sequence),
    showTime(time),
    actor.name === '' ? '(anonymous)' : actor.name,
    action,
    name,
    shorten(after === null ? before : after),
  ]);
  return formatColumns(terminal, ['NUMBER', 'TIME', 'WHO', 'ACTION', 'OF', 'WHAT'], rows);
}

function shorten(value: ActivityEntry['after']): string {
  if (value === null) return '';
  const text = JSON.stringify(value);
  return text.length <= shownCharactersMax ? text : `${text.slice(0, shownCharactersMax)}...`;
}
