// The operations of contract/routes/webhooks.ts with what they need: webhooks.
import type { webhookRoutes } from '../contract/routes/webhooks.ts';
import type { OperationsOf } from './operation.ts';
import type { AdminStores } from './stores.ts';

export interface WebhookOperationsOptions {
  readonly stores: AdminStores;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
}

export function createWebhookOperations(_options: WebhookOperationsOptions): OperationsOf<typeof webhookRoutes> {
  return {};
}
