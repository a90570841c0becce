// `pullgate webhook deliveries`: what a webhook was told lately, and what came of it.
import type { Command } from 'commander';
import { pathOf, paths } from '../../contract/paths.ts';
import { deliveryPage } from '../../contract/webhooks.ts';
import { formatColumns } from '../columns.ts';
import type { CliContext } from '../context.ts';
import { formatJson } from '../json.ts';
import { showTime } from '../moment.ts';
import { readPages } from '../pages.ts';
import { commandForWebhook } from './webhook-commands.ts';

const shownMax = 50;

/** Declares the command. */
export function webhookDeliveriesCommand(context: CliContext): Command {
  const text = { usage: 'deliveries', summary: 'list what a webhook was told lately, and what came of it', examples: ['pullgate webhook deliveries 5d1c9a0e-3f55-4a43-9a35-6ef2b3a5f2d1'] } as const;
  return commandForWebhook(context, text, async ({ api, org }, id, { json }) => {
    const deliveries = await readPages(api, pathOf(paths.deliveries, { org, id }), deliveryPage, shownMax);
    if (json) return formatJson({ webhook: id, deliveries });
    if (deliveries.length === 0) return 'Nothing was to be delivered lately.';
    const rows = deliveries.map((each) => [each.id, showTime(each.created_at), each.event, String(each.event_count), each.state, String(each.attempts), each.problem ?? (each.status === null ? '' : String(each.status))]);
    return formatColumns(context.terminal, ['ID', 'TIME', 'EVENT', 'COUNT', 'STATE', 'TRIES', 'OUTCOME'], rows);
  });
}
