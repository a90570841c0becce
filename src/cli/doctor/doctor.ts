// `pullgate doctor`: shows on a developer's machine that nothing goes around the gateway, or where it does and what closes it.
import process from 'node:process';
import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import { addJsonOption, collect, declareCommand } from '../command.ts';
import { addConnectionOptions, connect } from '../connection.ts';
import type { ConnectionOptions } from '../connection.ts';
import type { CliContext } from '../context.ts';
import { CliFailure } from '../failure.ts';
import { addOrganizationOption, chooseOrganization } from '../organization.ts';
import { chooseCanaries, defaultAllowed, defaultExisting, defaultRefused, defaultRegistries } from './canaries.ts';
import type { CanaryOptions } from './canaries.ts';
import { clientNames } from './clients/clients.ts';
import type { ClientName } from './clients/clients.ts';
import { examine } from './examine.ts';
import { exitCodeOf, formatReport, formatReportJson } from './report.ts';

const timeoutSecondsDefault = 60;
const timeoutSecondsMax = 3600;

interface DoctorOptions extends ConnectionOptions {
  readonly org?: string;
  readonly user?: string;
  readonly allowed?: string;
  readonly refused?: string;
  readonly existing?: string;
  readonly registry?: readonly string[];
  readonly client?: readonly ClientName[];
  readonly timeout: number;
  readonly json?: true;
}

/** Declares the command. */
export function doctorCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'doctor',
    summary: 'show that no client on this machine goes around the gateway',
    description:
      'Show that no client on this machine goes around the gateway: pull an allowed and a refused image with each client that is installed, try the ways around, ' +
      'and say what leaks and what closes it. Nothing on the machine is changed.\n\n' +
      'Exit code: 0 nothing leaks, 1 something does, 2 it could not be found out.',
    examples: ['pullgate doctor', 'pullgate doctor --user developer --refused someuser/custom-image', 'pullgate doctor --client docker --client podman --json'],
  });
  command
    .optionsGroup('What to try:')
    .option('--allowed <image>', `an image that the policy allows (default: ${defaultAllowed}, or one of the allowlist)`)
    .option('--refused <image>', `an image of Docker Hub that the policy refuses (default: ${defaultRefused})`)
    .option('--existing <image>', `an image that Docker Hub has and the policy refuses, tried behind mirrors (default: ${defaultExisting})`)
    .option('--registry <name>', `a registry besides Docker Hub (repeatable; default: ${defaultRegistries.join(', ')})`, collect)
    .addOption(new Option('--client <name>', 'this client alone (repeatable; default: every one that is installed)').argParser(collectClient))
    .option('--user <name>', 'who is signed in at the clients, where that is not you (owners only)')
    .option('--timeout <seconds>', 'how long each pull may take', parseSeconds, timeoutSecondsDefault);
  addJsonOption(addOrganizationOption(addConnectionOptions(command)));
  return command.action((options: DoctorOptions) => runDoctor(context, options));
}

async function runDoctor(context: CliContext, options: DoctorOptions): Promise<void> {
  const { terminal, environment } = context;
  const session = await connect(context, options);
  const organization = await chooseOrganization(session, options);
  const canaries = await chooseCanaries({ api: session.api, organization }, canaryOptions(options));
  const stop = new AbortController();
  const interrupt = (): void => stop.abort(new CliFailure('stopped: nothing is proven'));
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  try {
    const clients = options.client ?? clientNames;
    const report = await examine({ canaries, clients, env: environment.variables, timeoutMs: options.timeout * 1000, signal: stop.signal, showProgress: (text) => terminal.showProgress(text) });
    terminal.showProgress('');
    context.setExitCode(exitCodeOf(report));
    terminal.print(options.json ? formatReportJson(report) : formatReport(terminal, report));
  } finally {
    terminal.showProgress('');
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
}

function canaryOptions({ allowed, refused, existing, registry = defaultRegistries, user }: DoctorOptions): CanaryOptions {
  return {
    registries: registry.filter((name) => name !== 'docker.io'),
    ...(allowed === undefined ? {} : { allowed }),
    ...(refused === undefined ? {} : { refused }),
    ...(existing === undefined ? {} : { existing }),
    ...(user === undefined ? {} : { user }),
  };
}

function collectClient(value: string, before: readonly ClientName[] | undefined): readonly ClientName[] {
  const name = clientNames.find((each) => each === value);
  if (name === undefined) throw new InvalidArgumentError(`Allowed choices are ${clientNames.join(', ')}.`);
  return [...(before ?? []), name];
}

function parseSeconds(value: string): number {
  const seconds = Number(value);
  if (!(seconds > 0 && seconds <= timeoutSecondsMax)) throw new InvalidArgumentError(`It is a number of seconds up to ${timeoutSecondsMax}.`);
  return seconds;
}
