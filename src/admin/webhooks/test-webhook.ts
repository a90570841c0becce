// POST /v2/orgs/{org}/webhooks/{id}/test: queues a delivery that says nothing; its log tells what came of it.
import { randomUUID } from 'node:crypto';
import type { Operation } from '../operation.ts';
import { ProblemError } from '../problem.ts';
import { findDelivery } from './show-delivery.ts';
import { findWebhook } from './show-webhook.ts';
import type { Webhook, WebhookStore } from './webhooks.port.ts';
import { wireDelivery } from './wire-webhook.ts';

export interface TestWebhookOptions {
  readonly store: Pick<WebhookStore, 'findWebhook' | 'queueTest' | 'findDelivery'>;
  readonly now: () => number;
}

export function createTestWebhook({ store, now }: TestWebhookOptions): Operation<'testWebhook'> {
  return async ({ membership: { organization }, params, act }) => {
    const webhook = await findWebhook(store, organization, params.id);
    refuseSwitchedOff(webhook);
    const place = { organization, webhookId: webhook.id, id: randomUUID() };
    await store.queueTest({ ...place, atMs: now() }, act({ action: 'org.webhook.test', name: webhook.id, after: { delivery: place.id } }));
    return { body: wireDelivery((await findDelivery(store, place)).delivery) };
  };
}

/** @throws ProblemError 409 */
export function refuseSwitchedOff({ isActive }: Webhook): void {
  if (!isActive) throw new ProblemError(409, 'the webhook is switched off: switch it on first, with active true');
}
