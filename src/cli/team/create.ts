// `pullgate team create`: a team with nobody in it yet.
import type { Command } from 'commander';
import { pathOf, paths } from '../../contract/paths.ts';
import { team } from '../../contract/teams.ts';
import { declareCommand } from '../command.ts';
import type { CliContext } from '../context.ts';
import { formatJson } from '../json.ts';
import { type OrganizationOptions, actInOrganization } from '../organization-command.ts';

/** Declares the command. */
export function teamCreateCommand(context: CliContext): Command {
  const command = declareCommand({ usage: 'create', summary: 'make a team', examples: ['pullgate team create backend --description "the server"'] });
  command.argument('<name>', '3 to 30 letters, digits, "_" or "-"').option('--description <text>', 'what the team is for');
  return actInOrganization<OrganizationOptions & { readonly description?: string }>(context, command, async ({ api, organization, options, words: [name = ''] }) => {
    const made = await api.call({ method: 'POST', path: pathOf(paths.teams, { org: organization }), body: { name, description: options.description ?? '' }, answer: team });
    return options.json ? formatJson(made) : `Made the team ${made.name} of ${organization}.`;
  });
}
