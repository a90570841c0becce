// `pullgate setup`: the clients that can be sent through the gateway, and for one of them the files, the commands and the way back.
import type { Command } from 'commander';
import { clientSetup, clientSetupList } from '../../contract/client-setup.ts';
import { pathOf, paths } from '../../contract/paths.ts';
import { addJsonOption, declareCommand } from '../command.ts';
import { addConnectionOptions, connect } from '../connection.ts';
import type { ConnectionOptions } from '../connection.ts';
import type { CliContext } from '../context.ts';
import { CliFailure } from '../failure.ts';
import { formatJson } from '../json.ts';
import { formatClients, formatSetup, formatUndo, formatWritten } from './page.ts';
import { writeSetupFiles } from './write-files.ts';

interface SetupOptions extends ConnectionOptions {
  readonly os?: string;
  readonly variant?: string;
  readonly output?: string;
  readonly force?: true;
  readonly undo?: true;
  readonly json?: true;
}

/** Declares the command. */
export function setupCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'setup',
    summary: 'send a client through the gateway, under the images\' own names',
    description:
      'List the clients that can be sent through the gateway, or print what one of them needs: files, each with where it goes, the commands that ' +
      'apply them, and what to know. With --output the files are written below a folder as they are laid out on the machine, and nothing that is there already with ' +
      'other content is touched. More about each client: docs/setup.md.',
    examples: [
      'pullgate setup',
      'pullgate setup docker-engine',
      'pullgate setup docker-desktop --os windows --output desktop',
      'pullgate setup containerd --variant 1.x --output /',
      'pullgate setup podman --undo',
    ],
  });
  command
    .argument('[client]', 'one of the list that pullgate setup prints')
    .optionsGroup('Which setup:')
    .option('--os <system>', 'the system that the client runs on; default: the first that the list names for it')
    .option('--variant <name>', 'another way to set it up; default: the first for that system')
    .option('--undo', 'print the way back')
    .option('--output <folder>', 'write the files below this folder; / puts them where they go')
    .option('--force', 'with --output: replace files that have other content');
  addJsonOption(addConnectionOptions(command));
  return command.action(async (client: string | undefined, options: SetupOptions) => context.terminal.print(await setUp(context, client, options)));
}

async function setUp(context: CliContext, client: string | undefined, options: SetupOptions): Promise<string> {
  refuseContradictions(client, options);
  const { api } = await connect(context, options);
  if (client === undefined) {
    const list = await api.call({ method: 'GET', path: paths.clientSetups, answer: clientSetupList });
    return options.json ? formatJson(list) : formatClients(context.terminal, list.results);
  }
  const query = new URLSearchParams({ ...(options.os === undefined ? {} : { os: options.os }), ...(options.variant === undefined ? {} : { variant: options.variant }) });
  const setup = await api.call({ method: 'GET', path: `${pathOf(paths.clientSetup, { client })}${query.size === 0 ? '' : `?${query.toString()}`}`, answer: clientSetup });
  const written = options.output === undefined ? undefined : await writeSetupFiles(options.output, setup.files, { replaces: options.force === true });
  if (options.json) return formatJson(setup);
  if (options.undo) return formatUndo(context.terminal, setup);
  return written === undefined ? formatSetup(context.terminal, setup) : formatWritten(context.terminal, setup, { folder: options.output ?? '', written });
}

function refuseContradictions(client: string | undefined, { os, variant, output, force, undo }: SetupOptions): void {
  const needsClient = os !== undefined || variant !== undefined || output !== undefined || undo === true;
  if (client === undefined && needsClient) throw new CliFailure('name the client: pullgate setup lists them');
  if (undo && output !== undefined) throw new CliFailure('--undo only prints the way back: leave --output out');
  if (force && output === undefined) throw new CliFailure('--force goes with --output: name the folder that the files are written to');
}
