// `pullgate upstream login`: stores the gateway's own credentials for an upstream registry, encrypted.
import { pathOf, paths } from '../../contract/paths.ts';
import type { Command } from 'commander';
import { z } from 'zod';
import { addJsonOption, declareCommand } from '../command.ts';
import { addConnectionOptions, connect } from '../connection.ts';
import type { ConnectionOptions } from '../connection.ts';
import type { CliContext } from '../context.ts';
import { CliFailure } from '../failure.ts';
import { formatJson } from '../json.ts';

type LoginOptions = ConnectionOptions & { readonly json?: true };

/** Declares the command. */
export function upstreamLoginCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'login',
    summary: 'store what the gateway signs in with at an upstream registry',
    description:
      'Store what the gateway signs in with at an upstream registry. The password or token is read from ' +
      'stdin, or asked for; it is kept encrypted and never shown again. Only who owns every organization may.',
    examples: ['pullgate upstream login docker.io acmebot < token.txt', 'printf %s "$TOKEN" | pullgate upstream login ghcr.io acmebot'],
  });
  command.argument('<registry>', 'the registry as the gateway knows it, such as docker.io').argument('<account>', "the gateway's name there");
  addJsonOption(addConnectionOptions(command));
  return command.action(async (registry: string, account: string, options: LoginOptions) => context.terminal.print(await storeCredential(context, { registry, account }, options)));
}

async function storeCredential(context: CliContext, { registry, account }: { readonly registry: string; readonly account: string }, options: LoginOptions): Promise<string> {
  if (options.passwordStdin) throw new CliFailure("stdin holds the registry's password here: put your own in PULLGATE_PASSWORD, or run pullgate login first");
  const { api } = await connect(context, options);
  const password = await context.terminal.readSecret(`Password or token of ${account} at ${registry}: `);
  if (password === '') throw new CliFailure("the registry's password is empty: pipe it in on the first line");
  await api.call({ method: 'PUT', path: pathOf(paths.upstreamCredential, { registry }), body: { username: account, password }, answer: z.unknown() });
  return options.json ? formatJson({ registry, username: account }) : `The gateway now signs in to ${registry} as ${account}.`;
}
