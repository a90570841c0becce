// `pullgate scim-token list`: whether the identity provider comes, and with which token.
import type { Command } from 'commander';
import { pathOf, paths } from '../../contract/paths.ts';
import { scimTokenList } from '../../contract/scim.ts';
import { formatColumns } from '../columns.ts';
import { declareCommand } from '../command.ts';
import type { CliContext } from '../context.ts';
import { formatJson } from '../json.ts';
import { showTime } from '../moment.ts';
import { actInOrganization } from '../organization-command.ts';

/** Declares the command. */
export function scimTokenListCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'list',
    summary: 'list the tokens of the identity provider, and when each was used last',
    examples: ['pullgate scim-token list', 'pullgate scim-token list --org acme --json'],
  });
  return actInOrganization(context, command, async ({ api, organization, options }) => {
    const { base_url, results: tokens } = await api.call({ method: 'GET', path: pathOf(paths.scimToken, { org: organization }), answer: scimTokenList });
    if (options.json) return formatJson({ organization, base_url, tokens });
    if (tokens.length === 0) return `${organization} has no SCIM tokens: make one with pullgate scim-token create.`;
    const rows = tokens.map((token) => [token.id, token.created_by, showTime(token.created_at), token.last_used_at === null ? 'never' : showTime(token.last_used_at)]);
    return formatColumns(context.terminal, ['ID', 'BY', 'CREATED', 'LAST USED'], rows);
  });
}
