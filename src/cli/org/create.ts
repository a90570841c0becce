// `pullgate org create`: a further organization.
import type { Command } from 'commander';
import { organization } from '../../contract/members.ts';
import type { CreateOrganizationRequest } from '../../contract/members.ts';
import { paths } from '../../contract/paths.ts';
import { addJsonOption, declareCommand } from '../command.ts';
import { addConnectionOptions, connect } from '../connection.ts';
import type { ConnectionOptions } from '../connection.ts';
import type { CliContext } from '../context.ts';
import { formatJson } from '../json.ts';

type CreateOptions = ConnectionOptions & { readonly json?: true };

/** Declares the command. */
export function orgCreateCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'create',
    summary: 'make a further organization',
    description: 'Make a further organization, which you own. Its policy is that of a new one: image access off, sign-in enforced.\nOnly who owns every organization may.',
    examples: ['pullgate org create globex', 'pullgate org create globex; pullgate user create jane --org globex'],
  });
  command.argument('<name>', 'its name, and its namespace on Docker Hub');
  return addJsonOption(addConnectionOptions(command)).action(async (name: string, options: CreateOptions) => context.terminal.print(await createOrganization(context, name, options)));
}

async function createOrganization(context: CliContext, name: string, options: CreateOptions): Promise<string> {
  const { api } = await connect(context, options);
  const body: CreateOrganizationRequest = { orgname: name };
  const made = await api.call({ method: 'POST', path: paths.organizations, body, answer: organization });
  if (options.json) return formatJson(made);
  return `Made the organization ${made.orgname}, which you own. Say which one you mean with --org from now on.`;
}
