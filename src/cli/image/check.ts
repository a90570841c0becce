// `pullgate image check`: what the policy says of images, without pulling one.
import type { Command } from 'commander';
import { Option } from 'commander';
import type { CheckResult } from '../../contract/check.ts';
import { addJsonOption, collect, declareCommand } from '../command.ts';
import { addConnectionOptions } from '../connection.ts';
import type { ConnectionOptions } from '../connection.ts';
import type { CliContext } from '../context.ts';
import { CliFailure } from '../failure.ts';
import { formatJson } from '../json.ts';
import { addOrganizationOption } from '../organization.ts';
import { checkOffline, offlineRoles } from './check-offline.ts';
import type { OfflineRole } from './check-offline.ts';
import { checkOnServer } from './check-on-server.ts';
import { chooseImages } from './choose-images.ts';
import { formatResults } from './results.ts';

export interface CheckOptions extends ConnectionOptions {
  readonly org?: string;
  readonly user?: string;
  readonly push?: true;
  readonly policy?: string;
  readonly role?: OfflineRole;
  readonly dockerfile?: readonly string[];
  readonly json?: true;
}

/** Declares the command. */
export function imageCheckCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'check',
    summary: 'say what may be pulled or pushed, by which rule and why',
    description:
      'Say what may be pulled or pushed, by which rule and why, without doing it: as yourself or another ' +
      'person on the server, or offline from a policy file and the shipped catalog.\n\n' +
      'Exit code: 0 all may be, 1 some may not, 2 bad usage or failure.',
    examples: [
      'pullgate image check nginx grafana/grafana ghcr.io/owner/image:1.2',
      'pullgate image check --user developer someuser/custom-image',
      'pullgate image check --push acme/app',
      'pullgate image check --policy policy.yaml --dockerfile Dockerfile',
      'docker compose config --images | pullgate image check -',
    ],
  });
  command
    .argument('[image...]', 'images as docker pull takes them; - reads them from stdin, one a line')
    .optionsGroup('What to check:')
    .option('--dockerfile <file>', 'the images that a Dockerfile builds from (repeatable)', collect)
    .option('--push', 'whether they may be pushed, on the server')
    .option('--user <name>', 'as this person, on the server (owners only; otherwise as yourself)')
    .option('--policy <file>', 'offline, by this policy (YAML or JSON, as policy show prints it; - for stdin)')
    .addOption(new Option('--role <role>', 'offline, as a person in this role (default: member)').choices(offlineRoles));
  addJsonOption(addOrganizationOption(addConnectionOptions(command)));
  return command.action(async (images: readonly string[], options: CheckOptions) => context.terminal.print(await check(context, images, options)));
}

async function check(context: CliContext, names: readonly string[], options: CheckOptions): Promise<string> {
  refuseContradictions(names, options);
  const images = await chooseImages(context.terminal, names, options.dockerfile ?? []);
  const results = options.policy === undefined ? await checkOnServer(context, images, options) : await checkOffline(context, images, { ...options, policy: options.policy });
  context.setExitCode(results.some(isRefused) ? 1 : 0);
  return options.json ? formatJson({ results }) : formatResults(context.terminal, results);
}

function isRefused({ effect, enforced }: CheckResult): boolean {
  return effect === 'deny' && enforced;
}

function refuseContradictions(names: readonly string[], { policy, user, push, role, passwordStdin }: CheckOptions): void {
  if (policy !== undefined && user !== undefined) throw new CliFailure('--user asks the server and --policy does not: leave one of them out, or give --role');
  if (policy !== undefined && push === true) throw new CliFailure('--push asks the server, which knows the person, and --policy does not: leave one of them out');
  if (policy === undefined && role !== undefined) throw new CliFailure('--role goes with --policy: on the server a person has the role that it knows, name the person with --user');
  const readers = [names.includes('-'), policy === '-', passwordStdin === true && policy === undefined].filter(Boolean);
  if (readers.length > 1) throw new CliFailure('stdin can be only one of the images, the policy and the password: put the others in a file, or the password in PULLGATE_PASSWORD');
}
