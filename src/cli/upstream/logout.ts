// `pullgate upstream logout`: removes the gateway's stored credentials for an upstream registry.
import { pathOf, paths } from '../../contract/paths.ts';
import type { Command } from 'commander';
import { z } from 'zod';
import { addJsonOption, declareCommand } from '../command.ts';
import { addConnectionOptions, connect } from '../connection.ts';
import type { ConnectionOptions } from '../connection.ts';
import type { CliContext } from '../context.ts';
import { formatJson } from '../json.ts';

type LogoutOptions = ConnectionOptions & { readonly json?: true };

/** Declares the command. */
export function upstreamLogoutCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'logout',
    summary: 'remove the stored credentials of an upstream registry',
    description: 'Remove the stored credentials of an upstream registry. Only who owns every organization may.',
    examples: ['pullgate upstream logout docker.io'],
  });
  command.argument('<registry>', 'the registry, see pullgate upstream list');
  addJsonOption(addConnectionOptions(command));
  return command.action(async (registry: string, options: LogoutOptions) => context.terminal.print(await removeCredential(context, registry, options)));
}

async function removeCredential(context: CliContext, registry: string, options: LogoutOptions): Promise<string> {
  const { api } = await connect(context, options);
  await api.call({ method: 'DELETE', path: pathOf(paths.upstreamCredential, { registry }), answer: z.unknown() });
  return options.json ? formatJson({ registry, removed: true }) : `The gateway no longer has stored credentials for ${registry}.`;
}
