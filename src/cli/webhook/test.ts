// `pullgate webhook test`: sends a delivery that says nothing, and tells what came of it.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { pathOf, paths } from '../../contract/paths.ts';
import { delivery, deliveryWithPayload } from '../../contract/webhooks.ts';
import type { Delivery } from '../../contract/webhooks.ts';
import type { CliContext } from '../context.ts';
import { CliFailure } from '../failure.ts';
import { formatJson } from '../json.ts';
import { commandForWebhook } from './webhook-commands.ts';

const looksMax = 60;
const lookEveryMs = 500;

/** Declares the command. */
export function webhookTestCommand(context: CliContext): Command {
  const text = { usage: 'test', summary: 'send a test delivery, and tell what came of it', examples: ['pullgate webhook test 5d1c9a0e-3f55-4a43-9a35-6ef2b3a5f2d1'] } as const;
  return commandForWebhook(context, text, async ({ api, org }, id, { json }) => {
    let found: Delivery = await api.call({ method: 'POST', path: pathOf(paths.webhookTest, { org, id }), answer: delivery });
    for (let looks = 0; found.state === 'waiting' && looks < looksMax; looks += 1) {
      await sleep(lookEveryMs);
      found = await api.call({ method: 'GET', path: pathOf(paths.delivery, { org, id, delivery: found.id }), answer: deliveryWithPayload });
    }
    if (found.state === 'delivered') return json ? formatJson(found) : `Delivered: the receiver answered ${found.status ?? ''} in ${found.duration_ms ?? 0} ms.`;
    throw new CliFailure(found.state === 'waiting' ? `the test ${found.id} still waits: see pullgate webhook deliveries ${id}` : `the receiver ${found.problem ?? 'failed'}`);
  });
}
