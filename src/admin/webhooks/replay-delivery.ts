// POST /v2/orgs/{org}/webhooks/{id}/deliveries/{delivery}/replay: into the queue again, under the same id.
import type { Operation } from '../operation.ts';
import { ProblemError, notFound } from '../problem.ts';
import { findDelivery } from './show-delivery.ts';
import { findWebhook } from './show-webhook.ts';
import { refuseSwitchedOff } from './test-webhook.ts';
import type { WebhookStore } from './webhooks.port.ts';
import { wireDelivery } from './wire-webhook.ts';

export interface ReplayDeliveryOptions {
  readonly store: Pick<WebhookStore, 'findWebhook' | 'findDelivery' | 'replayDelivery'>;
  readonly now: () => number;
}

export function createReplayDelivery({ store, now }: ReplayDeliveryOptions): Operation<'replayDelivery'> {
  return async ({ membership: { organization }, params, act }) => {
    const webhook = await findWebhook(store, organization, params.id);
    refuseSwitchedOff(webhook);
    const place = { organization, webhookId: webhook.id, id: params.delivery };
    const result = await store.replayDelivery({ ...place, atMs: now() }, act({ action: 'org.webhook.replay', name: webhook.id, after: { delivery: place.id } }));
    switch (result) {
      case 'missing':
        throw notFound('delivery');
      case 'waiting':
        throw new ProblemError(409, 'the delivery waits in the queue: it is tried again by itself');
      case 'queued':
        return { body: wireDelivery((await findDelivery(store, place)).delivery) };
    }
  };
}
