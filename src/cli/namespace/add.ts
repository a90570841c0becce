// `pullgate namespace add`: gives the organization a further namespace.
import type { Command } from 'commander';
import { organizationNamespace } from '../../contract/organization-namespaces.ts';
import { pathOf, paths } from '../../contract/paths.ts';
import { addJsonOption, declareCommand } from '../command.ts';
import { addConnectionOptions, connect } from '../connection.ts';
import type { ConnectionOptions } from '../connection.ts';
import type { CliContext } from '../context.ts';
import { formatJson } from '../json.ts';
import { addOrganizationOption, chooseOrganization } from '../organization.ts';
import type { OrganizationOption } from '../organization.ts';

type AddOptions = ConnectionOptions & OrganizationOption & { readonly json?: true; readonly note?: string };

/** Declares the command. */
export function namespaceAddCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'add',
    summary: 'give the organization a further namespace',
    description: 'Give the organization a further namespace: its images count as the organization\'s own, and its private repositories are open to the members.\nOnly who owns every organization may.',
    examples: ['pullgate namespace add acme-labs --note "bought in 2025"', 'pullgate namespace add ghcr.io/acme'],
  });
  command.argument('<namespace>', 'acme-labs of Docker Hub, or ghcr.io/acme of another registry').option('--note <text>', 'what for');
  return addJsonOption(addOrganizationOption(addConnectionOptions(command))).action(async (namespace: string, options: AddOptions) => context.terminal.print(await addNamespace(context, namespace, options)));
}

async function addNamespace(context: CliContext, namespace: string, options: AddOptions): Promise<string> {
  const session = await connect(context, options);
  const organization = await chooseOrganization(session, options);
  const body = { namespace, ...(options.note === undefined ? {} : { note: options.note }) };
  const added = await session.api.call({ method: 'POST', path: pathOf(paths.namespaces, { org: organization }), body, answer: organizationNamespace });
  return options.json ? formatJson({ organization, ...added }) : `${added.namespace} belongs to ${organization}.`;
}
