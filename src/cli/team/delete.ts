// `pullgate team delete`: the team goes, its people stay members.
import type { Command } from 'commander';
import { z } from 'zod';
import { pathOf, paths } from '../../contract/paths.ts';
import { declareCommand } from '../command.ts';
import type { CliContext } from '../context.ts';
import { formatJson } from '../json.ts';
import { actInOrganization } from '../organization-command.ts';

/** Declares the command. */
export function teamDeleteCommand(context: CliContext): Command {
  const command = declareCommand({ usage: 'delete', summary: 'remove a team; its people stay members', examples: ['pullgate team delete backend'] });
  command.argument('<team>', 'its name');
  return actInOrganization(context, command, async ({ api, organization, options, words: [team = ''] }) => {
    await api.call({ method: 'DELETE', path: pathOf(paths.team, { org: organization, team }), answer: z.undefined() });
    return options.json ? formatJson({ organization, deleted: team }) : `The team ${team} of ${organization} is gone.`;
  });
}
