// `pullgate webhook create`: tells an address of denials and changes; its secret is shown once.
import type { Command } from 'commander';
import { pathOf, paths } from '../../contract/paths.ts';
import { webhookWithSecret } from '../../contract/webhooks.ts';
import { addJsonOption, collect, declareCommand } from '../command.ts';
import { addConnectionOptions } from '../connection.ts';
import type { CliContext } from '../context.ts';
import { formatJson } from '../json.ts';
import { addOrganizationOption } from '../organization.ts';
import { askAs } from './webhook-commands.ts';
import type { WebhookOptions } from './webhook-commands.ts';

interface CreateOptions extends WebhookOptions {
  readonly event?: readonly string[];
  readonly description?: string;
}

/** Declares the command. */
export function webhookCreateCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'create',
    summary: 'tell an address of denials and changes, and show its secret once',
    description: 'Tell an address of denials and changes, signed with a secret that is shown once. Owners only. What is sent, and how to verify it: docs/webhooks.md.',
    examples: ['pullgate webhook create https://hooks.example.com/pullgate', 'pullgate webhook create https://hooks.example.com/pullgate --event activity --event denial --json'],
  });
  command
    .argument('<url>', 'where to send to')
    .option('--event <event>', 'what of: denial, activity, or the name of an act such as org.member.add (repeatable); default: denial', collect)
    .option('--description <text>', 'what it is for');
  addJsonOption(addOrganizationOption(addConnectionOptions(command)));
  return command.action(async (url: string, options: CreateOptions) => context.terminal.print(await createWebhook(context, url, options)));
}

async function createWebhook(context: CliContext, url: string, options: CreateOptions): Promise<string> {
  const { api, org } = await askAs(context, options);
  const body = { url, ...(options.event && { events: options.event }), ...(options.description && { description: options.description }) };
  const made = await api.call({ method: 'POST', path: pathOf(paths.webhooks, { org }), body, answer: webhookWithSecret });
  if (options.json) return formatJson(made);
  return [`Made the webhook ${made.id}, which tells ${made.url} of ${made.events.join(', ')}.`, 'It signs with this secret; keep it now, it is not shown again:', '', `  ${context.terminal.tone('bold', made.secret)}`].join('\n');
}
