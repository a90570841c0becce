// `pullgate upstream list`: the registries that the gateway has stored credentials for.
import type { Command } from 'commander';
import { upstreamCredentialList } from '../../contract/upstreams.ts';
import { paths } from '../../contract/paths.ts';
import { formatColumns } from '../columns.ts';
import { addJsonOption, declareCommand } from '../command.ts';
import { addConnectionOptions, connect } from '../connection.ts';
import type { ConnectionOptions } from '../connection.ts';
import type { CliContext } from '../context.ts';
import { formatJson } from '../json.ts';

type ListOptions = ConnectionOptions & { readonly json?: true };

/** Declares the command. */
export function upstreamListCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'list',
    summary: 'list the stored credentials, without passwords',
    description: 'List the stored credentials, without passwords. Only who owns every organization may.',
    examples: ['pullgate upstream list'],
  });
  return addJsonOption(addConnectionOptions(command)).action(async (options: ListOptions) => context.terminal.print(await listUpstreams(context, options)));
}

async function listUpstreams(context: CliContext, options: ListOptions): Promise<string> {
  const { api } = await connect(context, options);
  const { results: credentials } = await api.call({ method: 'GET', path: paths.upstreamCredentials, answer: upstreamCredentialList });
  const { terminal } = context;
  if (options.json) return formatJson({ credentials });
  if (credentials.length === 0) return 'No credentials are stored: the gateway reads upstream as anybody may, or as its configuration says.';
  return formatColumns(terminal, ['REGISTRY', 'USERNAME'], credentials.map(({ registry, username }) => [registry, username]));
}
