// `pullgate ca export`: the certificate that clients must trust, as PEM and nothing else.
import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { certificateAuthority } from '../../contract/certificate-authority.ts';
import { paths } from '../../contract/paths.ts';
import { printable } from '../columns.ts';
import { addJsonOption, declareCommand } from '../command.ts';
import { addConnectionOptions, connect } from '../connection.ts';
import type { ConnectionOptions } from '../connection.ts';
import type { CliContext } from '../context.ts';
import { CliFailure } from '../failure.ts';
import { formatJson } from '../json.ts';

type ExportOptions = ConnectionOptions & { readonly output?: string; readonly json?: true };

/** One certificate and nothing around it, from a server that is not believed more than it must be. */
const onePem = /^-----BEGIN CERTIFICATE-----\n[A-Za-z0-9+/=\n]+\n-----END CERTIFICATE-----\n$/;

/** Declares the command. */
export function caExportCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'export',
    summary: 'print the certificate that clients must trust',
    description: 'Print the certificate of the authority in PEM, and nothing else: the newest alone, which is all that a client needs. A key is never part of it.',
    examples: ['pullgate ca export', 'pullgate ca export --output pullgate-ca.crt', 'pullgate ca export | openssl x509 -noout -text'],
  });
  command.option('--output <file>', 'write it to this file');
  return addJsonOption(addConnectionOptions(command)).action(async (options: ExportOptions) => exportAuthority(context, options));
}

async function exportAuthority(context: CliContext, options: ExportOptions): Promise<void> {
  const { api } = await connect(context, options);
  const { certificate, fingerprint_sha256 } = await api.call({ method: 'GET', path: paths.certificateAuthority, answer: certificateAuthority });
  if (!onePem.test(certificate)) throw new CliFailure(`${api.server} answered with something else than one certificate: check --server`);
  if (options.output !== undefined) await writeCertificate(options.output, certificate);
  const told = options.output === undefined ? certificate.trimEnd() : `Written: ${printable(options.output)}`;
  context.terminal.print(options.json ? formatJson({ certificate, fingerprint_sha256 }) : told);
}

async function writeCertificate(file: string, certificate: string): Promise<void> {
  try {
    await writeFile(file, certificate);
  } catch (cause) {
    throw new CliFailure(`cannot write ${file} (${cause instanceof Error ? cause.message : String(cause)}): name a file in a folder that you may write to`, { cause });
  }
}
