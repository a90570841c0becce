// `pullgate token revoke`: ends a token for good.
import type { Command } from 'commander';
import { z } from 'zod';
import { accessTokenPage } from '../../contract/access-tokens.ts';
import { organizationAccessTokenPage } from '../../contract/organization-access-tokens.ts';
import { pathOf, paths } from '../../contract/paths.ts';
import type { ApiClient } from '../api-client.ts';
import { addJsonOption, declareCommand } from '../command.ts';
import { addConnectionOptions, connect } from '../connection.ts';
import type { ConnectionOptions } from '../connection.ts';
import type { CliContext } from '../context.ts';
import { CliFailure } from '../failure.ts';
import { formatJson } from '../json.ts';
import { readPages } from '../pages.ts';

type RevokeOptions = ConnectionOptions & { readonly org?: string; readonly json?: true };

interface NamedToken {
  readonly id: string;
  readonly label: string;
}

/** Declares the command. */
export function tokenRevokeCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'revoke',
    summary: 'end a token for good',
    description: 'End a token for good: the next request with it is refused.',
    examples: ['pullgate token revoke laptop', 'pullgate token revoke --org acme 3f1c2b64-8d0e-4a55-9d0f-6a2f6a1d9c10'],
  });
  command.argument('<token>', 'its id, or its label where only one token has it').option('--org <name>', 'an access token of this organization instead of your own');
  return addJsonOption(addConnectionOptions(command)).action(async (name: string, options: RevokeOptions) => context.terminal.print(await revokeToken(context, name, options)));
}

async function revokeToken(context: CliContext, name: string, options: RevokeOptions): Promise<string> {
  const { api } = await connect(context, options);
  const collection = options.org === undefined ? paths.accessTokens : pathOf(paths.organizationAccessTokens, { org: options.org });
  const { id, label } = findToken(await readTokens(api, collection, options.org !== undefined), name);
  await api.call({ method: 'DELETE', path: `${collection}/${encodeURIComponent(id)}`, answer: z.undefined() });
  return options.json ? formatJson({ revoked: { id, label } }) : `Revoked the token "${label}" (${id}).`;
}

async function readTokens(api: ApiClient, path: string, isOrganizations: boolean): Promise<readonly NamedToken[]> {
  if (isOrganizations) return readPages(api, path, organizationAccessTokenPage);
  return (await readPages(api, path, accessTokenPage)).map(({ uuid, token_label: label }) => ({ id: uuid, label }));
}

function findToken(tokens: readonly NamedToken[], name: string): NamedToken {
  const byId = tokens.find(({ id }) => id === name);
  if (byId !== undefined) return byId;
  const [token, ...others] = tokens.filter(({ label }) => label === name);
  if (token === undefined) throw new CliFailure(`no token is called ${name}: see pullgate token list`);
  if (others.length > 0) throw new CliFailure(`${others.length + 1} tokens have the label ${name}: give the id of one`, { problems: [token, ...others].map(({ id }) => id) });
  return token;
}
