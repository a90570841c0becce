// `pullgate token list`: one's personal access tokens, or with --org an organization's.
import type { Command } from 'commander';
import { accessTokenPage } from '../../contract/access-tokens.ts';
import { organizationAccessTokenPage } from '../../contract/organization-access-tokens.ts';
import { pathOf, paths } from '../../contract/paths.ts';
import type { ApiClient } from '../api-client.ts';
import { formatColumns } from '../columns.ts';
import type { Cell } from '../columns.ts';
import { addJsonOption, declareCommand } from '../command.ts';
import { addConnectionOptions, connect } from '../connection.ts';
import type { ConnectionOptions } from '../connection.ts';
import type { CliContext } from '../context.ts';
import { formatJson } from '../json.ts';
import { showTime } from '../moment.ts';
import { readPages } from '../pages.ts';

type ListOptions = ConnectionOptions & { readonly org?: string; readonly json?: true };

/** Declares the command. */
export function tokenListCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'list',
    summary: 'list tokens, without their secrets',
    examples: ['pullgate token list', 'pullgate token list --org acme --json'],
  });
  command.option('--org <name>', "the organization's access tokens instead of your own");
  return addJsonOption(addConnectionOptions(command)).action(async (options: ListOptions) => context.terminal.print(await listTokens(context, options)));
}

async function listTokens(context: CliContext, options: ListOptions): Promise<string> {
  const { api, username } = await connect(context, options);
  if (options.org === undefined) return listPersonal(context, api, options, username);
  const tokens = await readPages(api, pathOf(paths.organizationAccessTokens, { org: options.org }), organizationAccessTokenPage);
  if (options.json) return formatJson({ organization: options.org, tokens });
  if (tokens.length === 0) return `${options.org} has no organization access tokens: make one with pullgate token create --org ${options.org} --label TEXT`;
  const rows = tokens.map((token) => [token.id, token.label, token.created_by, showTime(token.created_at), time(token.last_used_at), time(token.expires_at), state(token, context.now())]);
  return formatColumns(context.terminal, ['ID', 'LABEL', 'BY', 'CREATED', 'LAST USED', 'ENDS', 'STATE'], rows);
}

async function listPersonal({ terminal, now }: CliContext, api: ApiClient, options: ListOptions, username: string): Promise<string> {
  const tokens = await readPages(api, paths.accessTokens, accessTokenPage);
  if (options.json) return formatJson({ tokens });
  if (tokens.length === 0) return `${username} has no personal access tokens: make one with pullgate token create --label TEXT`;
  const rows = tokens.map((token) => [token.uuid, token.token_label, token.scopes.join(' '), showTime(token.created_at), time(token.last_used), time(token.expires_at), state(token, now())]);
  return formatColumns(terminal, ['ID', 'LABEL', 'SCOPES', 'CREATED', 'LAST USED', 'ENDS', 'STATE'], rows);
}

function time(text: string | null): string {
  return text === null || text === '' ? 'never' : showTime(text);
}

function state({ is_active: isActive, expires_at: expiresAt }: { readonly is_active: boolean; readonly expires_at: string | null }, nowMs: number): Cell {
  if (expiresAt !== null && Date.parse(expiresAt) <= nowMs) return { text: 'expired', tone: 'yellow' };
  return isActive ? 'active' : { text: 'inactive', tone: 'yellow' };
}
