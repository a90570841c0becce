// `pullgate namespace remove`: takes a namespace from the organization.
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
export function namespaceRemoveCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'remove',
    summary: 'take a namespace from the organization',
    description: 'Take a namespace from the organization: its images count as what they are, and its private repositories are closed to the members.\nOwners only.',
    examples: ['pullgate namespace remove acme-labs'],
  });
  command.argument('<namespace>', 'see pullgate namespace list');
  return addJsonOption(addOrganizationOption(addConnectionOptions(command))).action(async (namespace: string, options: RemoveOptions) => context.terminal.print(await removeNamespace(context, namespace, options)));
}

async function removeNamespace(context: CliContext, namespace: string, options: RemoveOptions): Promise<string> {
  const session = await connect(context, options);
  const organization = await chooseOrganization(session, options);
  await session.api.call({ method: 'DELETE', path: pathOf(paths.namespace, { org: organization, namespace }), answer: z.undefined() });
  return options.json ? formatJson({ organization, removed: namespace }) : `${namespace} belongs to ${organization} no longer.`;
}
