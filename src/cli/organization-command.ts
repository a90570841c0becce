// A command about one organization: its shared options, the sign-in, the organization, and then what it is for.
import type { Command } from 'commander';
import { addJsonOption } from './command.ts';
import { addConnectionOptions, connect } from './connection.ts';
import type { ConnectionOptions, Session } from './connection.ts';
import type { CliContext } from './context.ts';
import { addOrganizationOption, chooseOrganization } from './organization.ts';
import type { OrganizationOption } from './organization.ts';

export interface OrganizationOptions extends ConnectionOptions, OrganizationOption {
  readonly json?: true;
}

export interface Asked<Options> {
  readonly api: Session['api'];
  readonly organization: string;
  readonly options: Options;
  /** The command's arguments, in their order. */
  readonly words: readonly string[];
}

/** Adds --org, --json and the connection, and prints what `answer` resolves with. */
export function actInOrganization<Options extends OrganizationOptions>(context: CliContext, command: Command, answer: (asked: Asked<Options>) => Promise<string>): Command {
  return addJsonOption(addOrganizationOption(addConnectionOptions(command))).action(async () => {
    const options: Options = command.opts();
    const session = await connect(context, options);
    const organization = await chooseOrganization(session, options);
    context.terminal.print(await answer({ api: session.api, organization, options, words: command.args }));
  });
}
