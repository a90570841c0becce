// `pullgate policy rollback`: brings an earlier policy back, as a new revision.
import type { Command } from 'commander';
import { revisionWithSettings } from '../../contract/revisions.ts';
import { pathOf, paths } from '../../contract/paths.ts';
import { addJsonOption, declareCommand } from '../command.ts';
import { addConnectionOptions, connect } from '../connection.ts';
import type { ConnectionOptions } from '../connection.ts';
import type { CliContext } from '../context.ts';
import { formatJson } from '../json.ts';
import { addOrganizationOption, chooseOrganization } from '../organization.ts';
import type { OrganizationOption } from '../organization.ts';
import { differences, formatDifference } from './difference.ts';
import { pointToHistory, readPolicy } from './policy.ts';
import { parseRevision } from './revision.ts';

type RollbackOptions = ConnectionOptions & OrganizationOption & { readonly json?: true };

/** Declares the command. */
export function policyRollbackCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'rollback',
    summary: 'bring an earlier revision of the policy back',
    description: 'Bring an earlier revision of the policy back, as a new revision. Nothing of the history is lost.\nOwners only.',
    examples: ['pullgate policy rollback 3'],
  });
  command.argument('<revision>', 'its number, see pullgate policy history', parseRevision);
  addJsonOption(addOrganizationOption(addConnectionOptions(command)));
  return command.action(async (revision: number, options: RollbackOptions) => context.terminal.print(await rollback(context, revision, options)));
}

async function rollback(context: CliContext, revision: number, options: RollbackOptions): Promise<string> {
  const session = await connect(context, options);
  const organization = await chooseOrganization(session, options);
  const before = await readPolicy(session.api, organization);
  const path = pathOf(paths.rollback, { org: organization, revision });
  const after = await session.api.call({ method: 'POST', path, answer: revisionWithSettings }).catch((failure: unknown) => {
    throw pointToHistory(failure);
  });
  const changed = differences(before, after);
  if (options.json) return formatJson({ organization, revision: after.revision, changed });
  if (changed.length === 0) return `Unchanged: the policy of ${organization} already is as at revision ${revision}; it is revision ${after.revision}.`;
  return [`The policy of ${organization} is as at revision ${revision} again, now revision ${after.revision}:`, ...changed.map((difference) => `  ${formatDifference(difference)}`)].join('\n');
}
