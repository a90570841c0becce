// `pullgate session list`: where you are signed in with a browser.
import type { Command } from 'commander';
import { paths } from '../../contract/paths.ts';
import { sessionPage } from '../../contract/session.ts';
import { formatColumns } from '../columns.ts';
import { addJsonOption, declareCommand } from '../command.ts';
import { addConnectionOptions, connect } from '../connection.ts';
import type { ConnectionOptions } from '../connection.ts';
import type { CliContext } from '../context.ts';
import { formatJson } from '../json.ts';
import { showTime } from '../moment.ts';
import { readPages } from '../pages.ts';

type ListOptions = ConnectionOptions & { readonly json?: true };

/** Declares the command. */
export function sessionListCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'list',
    summary: 'list your sessions: where you are signed in',
    description: 'List your sessions, the one used last first: where you are signed in with a browser, or with what keeps a session as one does. Access tokens are no sessions: pullgate token list.',
    examples: ['pullgate session list', 'pullgate session list --json'],
  });
  return addJsonOption(addConnectionOptions(command)).action(async (options: ListOptions) => context.terminal.print(await listSessions(context, options)));
}

async function listSessions(context: CliContext, options: ListOptions): Promise<string> {
  const { api, username } = await connect(context, options);
  const sessions = await readPages(api, paths.sessions, sessionPage);
  if (options.json) return formatJson({ sessions });
  if (sessions.length === 0) return `${username} has no sessions.`;
  const rows = sessions.map((each) => [each.id, each.method, showTime(each.created_at), showTime(each.last_seen_at), showTime(each.expires_at), each.client_address, each.user_agent]);
  return formatColumns(context.terminal, ['ID', 'BY', 'SINCE', 'LAST SEEN', 'ENDS', 'FROM', 'CLIENT'], rows);
}
