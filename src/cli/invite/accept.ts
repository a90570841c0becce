// `pullgate invite accept`: joins with the link of an invitation, as who is signed in or with a new account.
import type { Command } from 'commander';
import { acceptedInvite } from '../../contract/invites.ts';
import type { AcceptedInvite } from '../../contract/invites.ts';
import { paths } from '../../contract/paths.ts';
import { createApiClient } from '../api-client.ts';
import { addJsonOption, declareCommand } from '../command.ts';
import { addConnectionOptions, chooseServer, connect } from '../connection.ts';
import type { ConnectionOptions } from '../connection.ts';
import type { CliContext } from '../context.ts';
import { formatJson } from '../json.ts';

type AcceptOptions = ConnectionOptions & { readonly newAccount?: string; readonly fullName?: string; readonly json?: true };

/** Declares the command. */
export function inviteAcceptCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'accept',
    summary: 'join an organization with the link of an invitation',
    description: 'Join an organization with the link of an invitation: as who is signed in, or with --new-account as somebody new, whose password is asked for.',
    examples: ['pullgate invite accept https://admin.example.com/invite/pgt_inv_...', 'pullgate invite accept https://admin.example.com/invite/pgt_inv_... --new-account jane'],
  });
  command.argument('<link>', 'the link, or the secret at its end').option('--new-account <name>', 'make an account of this name').option('--full-name <text>', 'its full name');
  return addJsonOption(addConnectionOptions(command)).action(async (link: string, options: AcceptOptions) => context.terminal.print(await accept(context, link, options)));
}

async function accept(context: CliContext, link: string, options: AcceptOptions): Promise<string> {
  const accepted = options.newAccount === undefined ? await acceptSignedIn(context, link, options) : await acceptAsNew(context, link, { ...options, newAccount: options.newAccount });
  return options.json ? formatJson(accepted) : `${accepted.username} is ${accepted.role} of ${accepted.org} now.`;
}

async function acceptSignedIn(context: CliContext, token: string, options: AcceptOptions): Promise<AcceptedInvite> {
  const { api } = await connect(context, options);
  return api.call({ method: 'POST', path: paths.inviteAccept, body: { token }, answer: acceptedInvite });
}

async function acceptAsNew(context: CliContext, link: string, { newAccount, fullName, ...options }: AcceptOptions & { readonly newAccount: string }): Promise<AcceptedInvite> {
  // The link names the server, unless something else does.
  const ofLink = URL.parse(link)?.origin;
  const server = chooseServer(context, ofLink === undefined || options.server !== undefined ? options : { ...options, server: ofLink }, undefined);
  const api = createApiClient({ server, version: context.version });
  const password = context.environment.password ?? (await context.terminal.readSecret(`Password for the new account ${newAccount}: `));
  const body = { token: link, username: newAccount, password, ...(fullName === undefined ? {} : { full_name: fullName }) };
  return api.call({ method: 'POST', path: paths.inviteRegister, body, answer: acceptedInvite });
}
