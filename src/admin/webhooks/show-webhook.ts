// GET /v2/orgs/{org}/webhooks/{id}
import type { Operation } from '../operation.ts';
import { notFound } from '../problem.ts';
import type { Webhook, WebhookStore } from './webhooks.port.ts';
import { wireWebhook } from './wire-webhook.ts';

type Store = Pick<WebhookStore, 'findWebhook'>;

export function createShowWebhook({ store }: { readonly store: Store }): Operation<'showWebhook'> {
  return async ({ membership, params }) => ({ body: wireWebhook(await findWebhook(store, membership.organization, params.id)) });
}

/** @throws ProblemError 404 */
export async function findWebhook(store: Store, organization: string, id: string): Promise<Webhook> {
  const webhook = await store.findWebhook(organization, id);
  if (webhook === undefined) throw notFound('webhook');
  return webhook;
}
