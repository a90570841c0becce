// `pullgate invite cancel`: its link is dead.
import type { Command } from 'commander';
import { z } from 'zod';
import { pathOf, paths } from '../../contract/paths.ts';
import { declareCommand } from '../command.ts';
import type { CliContext } from '../context.ts';
import { formatJson } from '../json.ts';
import { actInOrganization } from '../organization-command.ts';
import { findInvite } from './find-invite.ts';

/** Declares the command. */
export function inviteCancelCommand(context: CliContext): Command {
  const command = declareCommand({ usage: 'cancel', summary: 'cancel an invitation: its link is dead', examples: ['pullgate invite cancel jane@example.com'] });
  command.argument('<invitee>', 'who was invited, or the id of the invitation');
  return actInOrganization(context, command, async ({ api, organization, options, words: [name = ''] }) => {
    const invite = await findInvite(api, organization, name);
    await api.call({ method: 'DELETE', path: pathOf(paths.invite, { id: invite.id }), answer: z.undefined() });
    return options.json ? formatJson({ organization, cancelled: invite.invitee }) : `Cancelled the invitation of ${invite.invitee}.`;
  });
}
