// GET /v2/orgs/{org}/webhooks/{id}/deliveries/{delivery}: with all that it said.
import type { Operation } from '../operation.ts';
import { notFound } from '../problem.ts';
import { payloadOf } from './payload.ts';
import type { Delivery, DeliveryPlace, WebhookStore } from './webhooks.port.ts';
import { wireDelivery } from './wire-webhook.ts';

type Store = Pick<WebhookStore, 'findDelivery'>;

export function createShowDelivery({ store }: { readonly store: Store }): Operation<'showDelivery'> {
  return async ({ membership: { organization }, params }) => {
    const { delivery, content } = await findDelivery(store, { organization, webhookId: params.id, id: params.delivery });
    return { body: { ...wireDelivery(delivery), payload: payloadOf({ ...delivery, content }, organization) } };
  };
}

/** @throws ProblemError 404 */
export async function findDelivery(store: Store, place: DeliveryPlace): Promise<{ readonly delivery: Delivery; readonly content: string }> {
  const found = await store.findDelivery(place);
  if (found === undefined) throw notFound('delivery');
  return found;
}
