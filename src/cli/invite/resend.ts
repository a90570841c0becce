// `pullgate invite resend`: a new link, mailed or shown; the earlier one is dead.
import type { Command } from 'commander';
import { z } from 'zod';
import { linkedInvite } from '../../contract/invites.ts';
import { pathOf, paths } from '../../contract/paths.ts';
import { declareCommand } from '../command.ts';
import type { CliContext } from '../context.ts';
import { formatJson } from '../json.ts';
import { type OrganizationOptions, actInOrganization } from '../organization-command.ts';
import { findInvite } from './find-invite.ts';

type ResendOptions = OrganizationOptions & { readonly link?: true };

/** Declares the command. */
export function inviteResendCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'resend',
    summary: 'mail an invitation again, or show a new link of it',
    description: 'Mail an invitation again, or with --link show a new link to hand over. Either works once, within 7 days; the earlier link is dead.',
    examples: ['pullgate invite resend jane@example.com', 'pullgate invite resend joe --link'],
  });
  command.argument('<invitee>', 'who was invited, or the id of the invitation').option('--link', 'show the link instead of mailing it');
  return actInOrganization<ResendOptions>(context, command, async ({ api, organization, options, words: [name = ''] }) => {
    const { id, invitee } = await findInvite(api, organization, name);
    if (options.link !== true) {
      await api.call({ method: 'PATCH', path: pathOf(paths.inviteResend, { id }), answer: z.undefined() });
      return options.json ? formatJson({ organization, resent: invitee }) : `The invitation of ${invitee} is mailed again.`;
    }
    const renewed = await api.call({ method: 'POST', path: pathOf(paths.inviteLink, { id }), answer: linkedInvite });
    return options.json ? formatJson(renewed) : `${invitee}: hand over this link, it is not shown again:\n  ${renewed.link}`;
  });
}
