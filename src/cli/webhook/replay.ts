// `pullgate webhook replay`: sends a delivery once more.
import type { Command } from 'commander';
import { pathOf, paths } from '../../contract/paths.ts';
import { delivery } from '../../contract/webhooks.ts';
import { addJsonOption, declareCommand } from '../command.ts';
import { addConnectionOptions } from '../connection.ts';
import type { CliContext } from '../context.ts';
import { formatJson } from '../json.ts';
import { addOrganizationOption } from '../organization.ts';
import { askAs, pointingToLists } from './webhook-commands.ts';
import type { WebhookOptions } from './webhook-commands.ts';

/** Declares the command. */
export function webhookReplayCommand(context: CliContext): Command {
  const command = declareCommand({ usage: 'replay', summary: 'send a delivery once more, under the same id', examples: ['pullgate webhook replay 5d1c9a0e-3f55-4a43-9a35-6ef2b3a5f2d1 8f0e4c2b-7a16-4f0a-b9a1-0c5d0d6e7f11'] });
  command.argument('<webhook>', 'its id').argument('<delivery>', 'the id of the delivery');
  addJsonOption(addOrganizationOption(addConnectionOptions(command)));
  return command.action(async (id: string, deliveryId: string, options: WebhookOptions) => {
    const { api, org } = await askAs(context, options);
    const path = pathOf(paths.deliveryReplay, { org, id, delivery: deliveryId });
    const queued = await pointingToLists(id, () => api.call({ method: 'POST', path, answer: delivery }));
    context.terminal.print(options.json ? formatJson(queued) : `The delivery ${queued.id} is in the queue again.`);
  });
}
