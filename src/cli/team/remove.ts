// `pullgate team remove`: people leave a team, and stay members of the organization.
import type { Command } from 'commander';
import { z } from 'zod';
import { pathOf, paths } from '../../contract/paths.ts';
import { declareCommand } from '../command.ts';
import type { CliContext } from '../context.ts';
import { formatJson } from '../json.ts';
import { actInOrganization } from '../organization-command.ts';

/** Declares the command. */
export function teamRemoveCommand(context: CliContext): Command {
  const command = declareCommand({ usage: 'remove', summary: 'take people out of a team; they stay members of the organization', examples: ['pullgate team remove backend jane'] });
  command.argument('<team>', 'its name').argument('<names...>', 'who leaves it');
  return actInOrganization(context, command, async ({ api, organization, options, words: [team = '', ...names] }) => {
    for (const username of names) await api.call({ method: 'DELETE', path: pathOf(paths.teamMember, { org: organization, team, username }), answer: z.undefined() });
    return options.json ? formatJson({ organization, team, removed: names }) : `Not in the team ${team} of ${organization} any more: ${names.join(', ')}.`;
  });
}
