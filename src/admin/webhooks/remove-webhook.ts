// DELETE /v2/orgs/{org}/webhooks/{id}: with what waits for it, and its log.
import type { Operation } from '../operation.ts';
import { notFound } from '../problem.ts';
import { findWebhook } from './show-webhook.ts';
import type { WebhookStore } from './webhooks.port.ts';
import { actOfWebhook } from './wire-webhook.ts';

export function createRemoveWebhook({ store }: { readonly store: Pick<WebhookStore, 'findWebhook' | 'removeWebhook'> }): Operation<'removeWebhook'> {
  return async ({ membership: { organization }, params: { id }, act }) => {
    const webhook = await findWebhook(store, organization, id);
    if ((await store.removeWebhook({ organization, id }, act({ action: 'org.webhook.delete', name: id, before: actOfWebhook(webhook) }))) === 'missing') throw notFound('webhook');
    return { body: undefined };
  };
}
