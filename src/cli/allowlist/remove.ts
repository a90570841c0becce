// `pullgate allowlist remove`: takes a repository off the allowlist.
import type { Command } from 'commander';
import { z } from 'zod';
import { pathOf, paths } from '../../contract/paths.ts';
import { addJsonOption, declareCommand } from '../command.ts';
import { addConnectionOptions, connect } from '../connection.ts';
import type { ConnectionOptions } from '../connection.ts';
import type { CliContext } from '../context.ts';
import { formatJson } from '../json.ts';
import { addOrganizationOption, chooseOrganization } from '../organization.ts';
import type { OrganizationOption } from '../organization.ts';

type RemoveOptions = ConnectionOptions & OrganizationOption & { readonly json?: true };

/** Declares the command. */
export function allowlistRemoveCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'remove',
    summary: 'take a repository off the allowlist',
    description: 'Take a repository off the allowlist; it counts as what it is from then on.\nOwners only.',
    examples: ['pullgate allowlist remove someuser/custom-image'],
  });
  command.argument('<repository>', 'as it was added, or its id');
  return addJsonOption(addOrganizationOption(addConnectionOptions(command))).action(async (repository: string, options: RemoveOptions) => context.terminal.print(await removeEntry(context, repository, options)));
}

async function removeEntry(context: CliContext, repository: string, options: RemoveOptions): Promise<string> {
  const session = await connect(context, options);
  const organization = await chooseOrganization(session, options);
  await session.api.call({ method: 'DELETE', path: pathOf(paths.allowlistEntry, { org: organization, entry: repository }), answer: z.undefined() });
  return options.json ? formatJson({ organization, removed: repository }) : `Took ${repository} off the allowlist of ${organization}.`;
}
