// `pullgate ca rotate`: another certificate authority, for the hosts that are taken over now.
import type { Command } from 'commander';
import { certificateAuthority } from '../../contract/certificate-authority.ts';
import type { CertificateAuthority, RotateCertificateAuthorityRequest } from '../../contract/certificate-authority.ts';
import { paths } from '../../contract/paths.ts';
import { addJsonOption, declareCommand } from '../command.ts';
import { addConnectionOptions, connect } from '../connection.ts';
import type { ConnectionOptions } from '../connection.ts';
import type { CliContext } from '../context.ts';
import { formatJson } from '../json.ts';
import { formatAuthority } from './page.ts';

type RotateOptions = ConnectionOptions & { readonly forgetOld?: true; readonly json?: true };

/** Declares the command. */
export function caRotateCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'rotate',
    summary: 'make another certificate authority',
    description:
      'Make another certificate authority, for the hosts that are taken over now. Clients that trust the old one go on working, for the hosts that both permit, until the old ' +
      'one ends: there is time to give them the new certificate. The gateway uses the new one within a second. Only who owns every organization may.',
    examples: ['pullgate ca rotate', 'pullgate ca rotate --forget-old'],
  });
  command.option('--forget-old', 'the old key was stolen: clients are refused until they trust the new certificate; remove the old one from them');
  return addJsonOption(addConnectionOptions(command)).action(async (options: RotateOptions) => context.terminal.print(await rotateAuthority(context, options)));
}

async function rotateAuthority(context: CliContext, options: RotateOptions): Promise<string> {
  const { api } = await connect(context, options);
  const body: RotateCertificateAuthorityRequest = { forget_old: options.forgetOld === true };
  const authority = await api.call({ method: 'POST', path: paths.certificateAuthorityRotate, body, answer: certificateAuthority });
  return options.json ? formatJson(authority) : `${formatAuthority(context, authority)}\n\n${whatNow(authority)}`;
}

function whatNow({ former }: CertificateAuthority): string {
  if (former.length > 0) return 'Have clients trust the new certificate: pullgate ca export prints it. Those that trust an old one go on working meanwhile.';
  return 'Have clients trust the new certificate now: pullgate ca export prints it. Until then they refuse the gateway. Remove the old certificate from them: whoever has its key could use it.';
}
