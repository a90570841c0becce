// `pullgate policy set`: changes the policy and says what changed.
import type { Command } from 'commander';
import { settingsChange } from '../../contract/settings.ts';
import { addJsonOption, declareCommand } from '../command.ts';
import { addConnectionOptions, connect } from '../connection.ts';
import type { ConnectionOptions } from '../connection.ts';
import type { CliContext } from '../context.ts';
import { CliFailure } from '../failure.ts';
import { formatJson } from '../json.ts';
import { addOrganizationOption, chooseOrganization } from '../organization.ts';
import type { OrganizationOption } from '../organization.ts';
import type { PolicyDocument } from '../policy-document.ts';
import { readPolicyFile } from '../policy-file.ts';
import { changePolicy } from './change-policy.ts';
import { changeFromFlags } from './change.ts';
import type { PolicyChange } from './change.ts';
import { differences, formatDifference } from './difference.ts';
import type { Policy } from './policy.ts';
import { addSetFlags } from './set-options.ts';
import type { SetFlags } from './set-options.ts';

type SetOptions = SetFlags & ConnectionOptions & OrganizationOption & { readonly file?: string; readonly json?: true };

const otherOptions = new Set(['server', 'username', 'passwordStdin', 'org', 'json', 'file']);

/** Declares the command. */
export function policySetCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'set',
    summary: 'change the policy',
    description: 'Change the policy. What is not named stays as it is; the change holds on every gateway within a second.\nOwners only.',
    examples: [
      'pullgate policy set --enabled',
      "pullgate policy set --community --mode audit --help-text 'ask in #images'",
      "pullgate policy set --allowlist --allow someuser/custom-image --allow 'grafana/*'",
      'pullgate policy set --registry-access --registry docker.io=allow --registry ghcr.io=deny',
      'pullgate policy show --yaml > policy.yaml; pullgate policy set --file policy.yaml',
    ],
  });
  addSetFlags(command).option('--file <file>', 'set all that this YAML or JSON file says, as policy show --yaml prints it; - for stdin');
  addJsonOption(addOrganizationOption(addConnectionOptions(command)));
  return command.action(async (options: SetOptions) => context.terminal.print(await setPolicy(context, options)));
}

async function setPolicy(context: CliContext, options: SetOptions): Promise<string> {
  const hasFlags = Object.keys(options).some((name) => !otherOptions.has(name));
  if (options.file === undefined && !hasFlags) throw new CliFailure('nothing to set: name a change such as --enabled, see pullgate policy set --help');
  if (options.file !== undefined && hasFlags) throw new CliFailure('give --file or the changes themselves, not both');
  if (options.file === '-' && options.passwordStdin) throw new CliFailure('stdin cannot be both the password and the file: put the password in PULLGATE_PASSWORD');
  const document = options.file === undefined ? undefined : (await readPolicyFile(options.file, context.terminal)).document;
  const session = await connect(context, options);
  const organization = options.org ?? document?.organization ?? (await chooseOrganization(session, options));
  const outcome = await changePolicy(session.api, organization, (before) => (document === undefined ? changeFromFlags(options, before) : changeFromDocument(document)));
  return report(context, options, { organization, ...outcome });
}

function changeFromDocument(document: PolicyDocument): PolicyChange {
  const { registry_access_management: registryAccess } = document;
  const settings = Object.fromEntries(Object.entries(document).filter(([name]) => name in settingsChange.shape && name !== 'revision'));
  return {
    ...(Object.keys(settings).length === 0 ? {} : { settings }),
    ...(registryAccess === undefined ? {} : { registryAccess }),
  };
}

interface Outcome {
  readonly organization: string;
  readonly before: Policy;
  readonly after: Policy;
}

function report({ terminal }: CliContext, options: SetOptions, { organization, before, after }: Outcome): string {
  const changed = differences(before, after);
  const { allowlist } = after.settings.restricted_images;
  if (options.allow !== undefined && !allowlist.enabled) terminal.warn('pullgate: the allowlist is off: switch it on with pullgate policy set --allowlist');
  if (options.json) return formatJson({ organization, revision: after.revision, changed });
  if (changed.length === 0) return `Unchanged: the policy of ${organization} is revision ${after.revision} as before.`;
  return [`The policy of ${organization} is now revision ${after.revision}:`, ...changed.map((difference) => `  ${formatDifference(difference)}`)].join('\n');
}
