// GET /v2/orgs/{org}/webhooks
import type { Operation } from '../operation.ts';
import { pageBounds, pageLinks } from '../page-links.ts';
import type { WebhookStore } from './webhooks.port.ts';
import { wireWebhook } from './wire-webhook.ts';

export function createListWebhooks({ store }: { readonly store: Pick<WebhookStore, 'listWebhooks'> }): Operation<'listWebhooks'> {
  return async ({ membership, query, address }) => {
    const { total, webhooks } = await store.listWebhooks(membership.organization, pageBounds(query));
    return { body: { count: total, ...pageLinks(address, total, query), results: webhooks.map(wireWebhook) } };
  };
}
