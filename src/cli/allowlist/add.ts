// `pullgate allowlist add`: allows repositories, all of them or none.
import type { Command } from 'commander';
import { addedToAllowlist } from '../../contract/allowlist.ts';
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
export function allowlistAddCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'add',
    summary: 'allow repositories, all of them or none',
    description: 'Allow repositories whatever they count as, all of them or none. What is on the allowlist stays as it is.\nOwners only.',
    examples: ['pullgate allowlist add someuser/custom-image --note "for CI"', "pullgate allowlist add 'grafana/*' ghcr.io/owner/image"],
  });
  command.argument('<repository...>', "someuser/custom-image, or 'someuser/*' for all of a namespace").option('--note <text>', 'what for: kept with each of them');
  return addJsonOption(addOrganizationOption(addConnectionOptions(command))).action(async (repositories: readonly string[], options: AddOptions) => context.terminal.print(await addEntries(context, repositories, options)));
}

async function addEntries(context: CliContext, repositories: readonly string[], options: AddOptions): Promise<string> {
  const session = await connect(context, options);
  const organization = await chooseOrganization(session, options);
  const entries = repositories.map((repository) => ({ repository, ...(options.note === undefined ? {} : { note: options.note }) }));
  const answer = await session.api.call({ method: 'POST', path: pathOf(paths.allowlist, { org: organization }), body: { entries }, answer: addedToAllowlist });
  if (options.json) return formatJson({ organization, ...answer });
  const done = answer.added === 0 ? `Unchanged: all of it is on the allowlist of ${organization}.` : `Added ${answer.added} to the allowlist of ${organization}, now revision ${answer.revision}.`;
  return answer.enabled ? done : `${done}\nThe allowlist is off: pullgate policy set --allowlist`;
}
