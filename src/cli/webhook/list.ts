// `pullgate webhook list`: who is told of what, and whether it arrives.
import type { Command } from 'commander';
import { pathOf, paths } from '../../contract/paths.ts';
import { webhookPage } from '../../contract/webhooks.ts';
import type { Webhook } from '../../contract/webhooks.ts';
import { formatColumns } from '../columns.ts';
import type { Cell } from '../columns.ts';
import { addJsonOption, declareCommand } from '../command.ts';
import { addConnectionOptions } from '../connection.ts';
import type { CliContext } from '../context.ts';
import { formatJson } from '../json.ts';
import { showTime } from '../moment.ts';
import { addOrganizationOption } from '../organization.ts';
import { readPages } from '../pages.ts';
import { askAs } from './webhook-commands.ts';
import type { WebhookOptions } from './webhook-commands.ts';

/** Declares the command. */
export function webhookListCommand(context: CliContext): Command {
  const command = declareCommand({ usage: 'list', summary: 'list the webhooks, and whether they fail', examples: ['pullgate webhook list'] });
  addJsonOption(addOrganizationOption(addConnectionOptions(command)));
  return command.action(async (options: WebhookOptions) => context.terminal.print(await listWebhooks(context, options)));
}

async function listWebhooks(context: CliContext, options: WebhookOptions): Promise<string> {
  const { api, org } = await askAs(context, options);
  const webhooks = await readPages(api, pathOf(paths.webhooks, { org }), webhookPage);
  if (options.json) return formatJson({ organization: org, webhooks });
  if (webhooks.length === 0) return 'There are no webhooks: make one with pullgate webhook create.';
  return formatColumns(context.terminal, ['ID', 'URL', 'EVENTS', 'WAITING', 'STATE'], webhooks.map((webhook) => [webhook.id, webhook.url, webhook.events.join(','), String(webhook.waiting), stateOf(webhook)]));
}

function stateOf({ active, switched_off_at: switchedOffAt, failing_since: failingSince }: Webhook): Cell {
  if (!active) return { text: switchedOffAt === null ? 'off' : `switched off ${showTime(switchedOffAt)}, having failed for too long`, tone: 'red' };
  return failingSince === null ? { text: 'on', tone: 'green' } : { text: `fails since ${showTime(failingSince)}`, tone: 'yellow' };
}
