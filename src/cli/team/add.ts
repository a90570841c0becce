// `pullgate team add`: members join a team.
import type { Command } from 'commander';
import { pathOf, paths } from '../../contract/paths.ts';
import { teamMember } from '../../contract/teams.ts';
import { declareCommand } from '../command.ts';
import type { CliContext } from '../context.ts';
import { formatJson } from '../json.ts';
import { actInOrganization } from '../organization-command.ts';

/** Declares the command. */
export function teamAddCommand(context: CliContext): Command {
  const command = declareCommand({ usage: 'add', summary: 'put members of the organization into a team', examples: ['pullgate team add backend jane', 'pullgate team add backend jane joe'] });
  command.argument('<team>', 'its name').argument('<names...>', 'the members');
  return actInOrganization(context, command, async ({ api, organization, options, words: [team = '', ...names] }) => {
    for (const member of names) await api.call({ method: 'POST', path: pathOf(paths.teamMembers, { org: organization, team }), body: { member }, answer: teamMember });
    return options.json ? formatJson({ organization, team, added: names }) : `In the team ${team} of ${organization} now: ${names.join(', ')}.`;
  });
}
