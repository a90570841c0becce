// GET /v2/orgs/{org}/webhooks/{id}/deliveries: the log of a webhook, newest first.
import type { Operation } from '../operation.ts';
import { pageBounds, pageLinks } from '../page-links.ts';
import { findWebhook } from './show-webhook.ts';
import type { WebhookStore } from './webhooks.port.ts';
import { wireDelivery } from './wire-webhook.ts';

export function createListDeliveries({ store }: { readonly store: Pick<WebhookStore, 'findWebhook' | 'listDeliveries'> }): Operation<'listDeliveries'> {
  return async ({ membership: { organization }, params, query, address }) => {
    const { id: webhookId } = await findWebhook(store, organization, params.id);
    const { total, deliveries } = await store.listDeliveries({ organization, webhookId }, { ...pageBounds(query), ...(query.state === undefined ? {} : { state: query.state }) });
    return { body: { count: total, ...pageLinks(address, total, query), results: deliveries.map(wireDelivery) } };
  };
}
