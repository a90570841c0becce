// What the webhook commands share: a session, its organization, and the id that they are given.
import type { Command } from 'commander';
import { addJsonOption, declareCommand } from '../command.ts';
import { addConnectionOptions, connect } from '../connection.ts';
import type { ConnectionOptions } from '../connection.ts';
import type { ApiClient } from '../api-client.ts';
import type { CliContext } from '../context.ts';
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
  return command.action(async (id: string, options: WebhookOptions) => context.terminal.print(await ask(await askAs(context, options), id, options)));
}

export async function askAs(context: CliContext, options: WebhookOptions): Promise<Asked> {
  const session = await connect(context, options);
  return { api: session.api, org: await chooseOrganization(session, options) };
}
