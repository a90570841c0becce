// `pullgate webhook update`: another address, other events, on or off, another secret.
import type { Command } from 'commander';
import { pathOf, paths } from '../../contract/paths.ts';
import { changedWebhook } from '../../contract/webhooks.ts';
import { addJsonOption, collect, declareCommand } from '../command.ts';
import { addConnectionOptions } from '../connection.ts';
import type { CliContext } from '../context.ts';
import { CliFailure } from '../failure.ts';
import { formatJson } from '../json.ts';
import { addOrganizationOption } from '../organization.ts';
import { askAs, pointingToLists } from './webhook-commands.ts';
import type { WebhookOptions } from './webhook-commands.ts';

interface UpdateOptions extends WebhookOptions {
  readonly url?: string;
  readonly event?: readonly string[];
  readonly description?: string;
  readonly active?: boolean;
  readonly rotateSecret?: true;
}

/** Declares the command. */
export function webhookUpdateCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'update',
    summary: 'change a webhook, switch it on or off, give it another secret',
    description: 'Change a webhook: what is not named stays as it is. One that was switched off for failing too long is switched on again with --active. After a new secret the one before signs as well, for a day. Owners only.',
    examples: ['pullgate webhook update 3f1c2b64-8d0e-4a55-9d0f-6a2f6a1d9c10 --active', 'pullgate webhook update 3f1c2b64-8d0e-4a55-9d0f-6a2f6a1d9c10 --event denial --rotate-secret'],
  });
  command
    .argument('<webhook>', 'its id')
    .option('--url <url>', 'where to send to')
    .option('--event <event>', 'what of, in place of what it was (repeatable): denial, activity, or the name of an act such as org.member.add', collect)
    .option('--description <text>', 'what it is for')
    .option('--active', 'switch it on')
    .option('--no-active', 'switch it off')
    .option('--rotate-secret', 'make another secret, and show it once');
  addJsonOption(addOrganizationOption(addConnectionOptions(command)));
  return command.action(async (id: string, options: UpdateOptions) => context.terminal.print(await pointingToLists(id, () => updateWebhook(context, id, options))));
}

async function updateWebhook(context: CliContext, id: string, options: UpdateOptions): Promise<string> {
  const { url, event: events, description, active, rotateSecret: rotate_secret } = options;
  const body = Object.fromEntries(Object.entries({ url, events, description, active, rotate_secret }).filter(([, value]) => value !== undefined));
  if (Object.keys(body).length === 0) throw new CliFailure('nothing is to be changed: see pullgate webhook update --help');
  const { api, org } = await askAs(context, options);
  const changed = await api.call({ method: 'PATCH', path: pathOf(paths.webhook, { org, id }), body, answer: changedWebhook });
  if (options.json) return formatJson(changed);
  const told = `The webhook ${changed.id} is ${changed.active ? 'on' : 'off'}, and tells ${changed.url} of ${changed.events.join(', ')}.`;
  if (changed.secret === undefined) return told;
  return [told, 'It signs with this secret from now on, and with the one before for a day; keep it now, it is not shown again:', '', `  ${context.terminal.tone('bold', changed.secret)}`].join('\n');
}
