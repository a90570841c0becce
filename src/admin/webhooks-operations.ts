// The operations of contract/routes/webhooks.ts with what they need: webhooks.
import type { webhookRoutes } from '../contract/routes/webhooks.ts';
import type { OperationsOf } from './operation.ts';
import type { AdminStores } from './stores.ts';
import { createCreateWebhook } from './webhooks/create-webhook.ts';
import { createListDeliveries } from './webhooks/list-deliveries.ts';
import { createListWebhooks } from './webhooks/list-webhooks.ts';
import { createRemoveWebhook } from './webhooks/remove-webhook.ts';
import { createReplayDelivery } from './webhooks/replay-delivery.ts';
import { createShowDelivery } from './webhooks/show-delivery.ts';
import { createShowWebhook } from './webhooks/show-webhook.ts';
import { createTargets } from './webhooks/target.ts';
import { createTestWebhook } from './webhooks/test-webhook.ts';
import { createUpdateWebhook } from './webhooks/update-webhook.ts';

export interface WebhookOperationsOptions {
  readonly stores: AdminStores;
  /** Addresses and CIDRs beyond the public internet that webhooks may send to. */
  readonly webhookNetworks?: readonly string[];
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
}

export function createWebhookOperations({ stores: store, webhookNetworks = [], now }: WebhookOperationsOptions): OperationsOf<typeof webhookRoutes> {
  const targets = createTargets(webhookNetworks);
  return {
    createWebhook: createCreateWebhook({ store, targets, now }),
    listWebhooks: createListWebhooks({ store }),
    showWebhook: createShowWebhook({ store }),
    updateWebhook: createUpdateWebhook({ store, targets, now }),
    removeWebhook: createRemoveWebhook({ store }),
    testWebhook: createTestWebhook({ store, now }),
    listDeliveries: createListDeliveries({ store }),
    showDelivery: createShowDelivery({ store }),
    replayDelivery: createReplayDelivery({ store, now }),
  };
}
