// `pullgate member remove`: somebody is out of the organization, at once.
import type { Command } from 'commander';
import { z } from 'zod';
import { pathOf, paths } from '../../contract/paths.ts';
import { declareCommand } from '../command.ts';
import type { CliContext } from '../context.ts';
import { formatJson } from '../json.ts';
import { actInOrganization } from '../organization-command.ts';

/** Declares the command. */
export function memberRemoveCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'remove',
    summary: 'take a member out of the organization, or leave it yourself',
    description: 'Take a member out of the organization and its teams, or leave it yourself: pulls are refused within a second. The account stays. The last owner stays as well.',
    examples: ['pullgate member remove jane'],
  });
  command.argument('<name>', 'the member');
  return actInOrganization(context, command, async ({ api, organization, options, words: [name = ''] }) => {
    await api.call({ method: 'DELETE', path: pathOf(paths.member, { org: organization, username: name }), answer: z.undefined() });
    return options.json ? formatJson({ organization, removed: name }) : `${name} is no member of ${organization} any more.`;
  });
}
