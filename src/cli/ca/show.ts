// `pullgate ca show`: the certificate that clients trust, what it permits, and what is not permitted although it should be.
import type { Command } from 'commander';
import { certificateAuthority } from '../../contract/certificate-authority.ts';
import { paths } from '../../contract/paths.ts';
import { addJsonOption, declareCommand } from '../command.ts';
import { addConnectionOptions, connect } from '../connection.ts';
import type { ConnectionOptions } from '../connection.ts';
import type { CliContext } from '../context.ts';
import { formatJson } from '../json.ts';
import { formatAuthority } from './page.ts';

type ShowOptions = ConnectionOptions & { readonly json?: true };

/** Declares the command. */
export function caShowCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'show',
    summary: 'show the certificate authority that clients of the proxy trust',
    description:
      'Show the certificate authority that clients of the proxy trust: its fingerprint, until when it is valid, the hosts that it permits, those that are ' +
      'configured and that it does not permit, and the old ones with which clients go on working. It is made on first use.',
    examples: ['pullgate ca show'],
  });
  return addJsonOption(addConnectionOptions(command)).action(async (options: ShowOptions) => context.terminal.print(await showAuthority(context, options)));
}

async function showAuthority(context: CliContext, options: ShowOptions): Promise<string> {
  const { api } = await connect(context, options);
  const authority = await api.call({ method: 'GET', path: paths.certificateAuthority, answer: certificateAuthority });
  return options.json ? formatJson(authority) : formatAuthority(context, authority);
}
