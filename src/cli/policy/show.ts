// `pullgate policy show`: the policy as a page to read, or as a file to edit and set again.
import { Option } from 'commander';
import type { Command } from 'commander';
import { stringify } from 'yaml';
import { addJsonOption, declareCommand } from '../command.ts';
import { addConnectionOptions, connect } from '../connection.ts';
import type { ConnectionOptions } from '../connection.ts';
import type { CliContext } from '../context.ts';
import { formatJson } from '../json.ts';
import { showTime } from '../moment.ts';
import { addOrganizationOption, chooseOrganization } from '../organization.ts';
import type { OrganizationOption } from '../organization.ts';
import { formatPage } from './page.ts';
import { readPolicy } from './policy.ts';
import { parseRevision } from './revision.ts';

type ShowOptions = ConnectionOptions & OrganizationOption & { readonly json?: true; readonly yaml?: true; readonly revision?: number };

/** Declares the command. */
export function policyShowCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'show',
    summary: 'show the policy',
    description: 'Show the policy. With --yaml or --json it is a file for policy set --file and image check --policy.',
    examples: ['pullgate policy show', 'pullgate policy show --yaml > policy.yaml', 'pullgate policy show --revision 3'],
  });
  command.option('--revision <number>', 'as it was at this revision', parseRevision);
  addJsonOption(addOrganizationOption(addConnectionOptions(command))).addOption(new Option('--yaml', 'print YAML').conflicts('json'));
  return command.action(async (options: ShowOptions) => context.terminal.print(await showPolicy(context, options)));
}

async function showPolicy(context: CliContext, options: ShowOptions): Promise<string> {
  const session = await connect(context, options);
  const organization = await chooseOrganization(session, options);
  const policy = await readPolicy(session.api, organization, options.revision);
  const document = { organization, ...policy.settings, revision: policy.revision };
  if (options.json) return formatJson(document);
  if (options.yaml) {
    return `# Revision ${policy.revision}, ${showTime(policy.at)} by ${policy.by}. Set it again: pullgate policy set --file FILE\n${stringify(document).trimEnd()}`;
  }
  return formatPage(context.terminal, organization, policy);
}
