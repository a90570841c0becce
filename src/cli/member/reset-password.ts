// `pullgate member reset-password`: for a member who has lost theirs; a password is made up and shown once.
import type { Command } from 'commander';
import { resetPasswordResponse } from '../../contract/accounts.ts';
import type { ResetPasswordRequest } from '../../contract/accounts.ts';
import { pathOf, paths } from '../../contract/paths.ts';
import { declareCommand } from '../command.ts';
import type { CliContext } from '../context.ts';
import { formatJson } from '../json.ts';
import { type OrganizationOptions, actInOrganization } from '../organization-command.ts';

type ResetOptions = OrganizationOptions & { readonly removeTotp?: true };

/** Declares the command. */
export function memberResetPasswordCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'reset-password',
    summary: 'make up another password for a member, and show it once',
    description: 'Make up another password for a member who is no owner and in no other organization, and show it once. Their sessions end. Owners only. For an owner: pullgate user reset-password, on the machine of the server.',
    examples: ['pullgate member reset-password jane', 'pullgate member reset-password jane --remove-totp'],
  });
  command.argument('<name>', 'the member').option('--remove-totp', 'take the second factor away as well');
  return actInOrganization<ResetOptions>(context, command, async ({ api, organization, options, words: [name = ''] }) => {
    const body: ResetPasswordRequest = { remove_totp: options.removeTotp === true };
    const answer = await api.call({ method: 'POST', path: pathOf(paths.memberPassword, { org: organization, username: name }), body, answer: resetPasswordResponse });
    if (options.json) return formatJson(answer);
    return `${answer.username} has another password. Hand it over now, it is not shown again:\n\n  ${context.terminal.tone('bold', answer.password ?? '')}`;
  });
}
