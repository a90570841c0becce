// What the webhook commands share: a session, its organization, and the id that they are given.
import type { Command } from 'commander';
import { addJsonOption, declareCommand } from '../command.ts';
import { addConnectionOptions, connect } from '../connection.ts';
import type { ConnectionOptions } from '../connection.ts';
import type { ApiClient } from '../api-client.ts';
import type { CliContext } from '../context.ts';
import { CliFailure } from '../failure.ts';
import { addOrganizationOption, chooseOrganization } from '../organization.ts';
import type { OrganizationOption } from '../organization.ts';

export interface WebhookOptions extends ConnectionOptions, OrganizationOption {
  readonly json?: true;
}

export interface Asked {
  readonly api: ApiClient;
  readonly org: string;
}

/** A command about one webhook: `ask` gives what is printed. */
export function commandForWebhook(context: CliContext, text: Parameters<typeof declareCommand>[0], ask: (asked: Asked, id: string, options: WebhookOptions) => Promise<string>): Command {
  const command = declareCommand(text).argument('<webhook>', 'its id');
  addJsonOption(addOrganizationOption(addConnectionOptions(command)));
  return command.action(async (id: string, options: WebhookOptions) => {
    const asked = await askAs(context, options);
    context.terminal.print(await pointingToLists(id, () => ask(asked, id, options)));
  });
}

export async function askAs(context: CliContext, options: WebhookOptions): Promise<Asked> {
  const session = await connect(context, options);
  return { api: session.api, org: await chooseOrganization(session, options) };
}

/** What is not there is looked up in the list. */
export async function pointingToLists<Result>(id: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (failure) {
    if (!(failure instanceof CliFailure) || failure.status !== 404) throw failure;
    const list = failure.message === 'webhook not found' ? 'list' : failure.message === 'delivery not found' ? `deliveries ${id}` : undefined;
    throw list === undefined ? failure : new CliFailure(`${failure.message}: see pullgate webhook ${list}`, { status: 404, cause: failure });
  }
}
