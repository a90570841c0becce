// `pullgate webhook delete`: ends a webhook, with what waits for it.
import type { Command } from 'commander';
import { z } from 'zod';
import { pathOf, paths } from '../../contract/paths.ts';
import type { CliContext } from '../context.ts';
import { formatJson } from '../json.ts';
import { commandForWebhook } from './webhook-commands.ts';

/** Declares the command. */
export function webhookDeleteCommand(context: CliContext): Command {
  const text = { usage: 'delete', summary: 'end a webhook, with what waits for it', examples: ['pullgate webhook delete 5d1c9a0e-3f55-4a43-9a35-6ef2b3a5f2d1'] } as const;
  return commandForWebhook(context, text, async ({ api, org }, id, { json }) => {
    await api.call({ method: 'DELETE', path: pathOf(paths.webhook, { org, id }), answer: z.undefined() });
    return json ? formatJson({ deleted: id }) : `Deleted the webhook ${id}.`;
  });
}
