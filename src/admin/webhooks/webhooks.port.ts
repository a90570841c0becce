// Webhooks as they are kept, and the log of what they were told.
import type { Act } from '../../audit/activity.port.ts';

export interface Webhook {
  readonly id: string;
  readonly organization: string;
  readonly url: string;
  /** `denial`, `activity`, or names of acts. */
  readonly events: readonly string[];
  readonly description: string;
  readonly isActive: boolean;
  readonly createdBy: string;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
  /** Until then deliveries are signed with the secret before the last as well. */
  readonly previousSecretUntilMs: number | null;
  /** The first of the failures since anything was delivered. */
  readonly failingSinceMs: number | null;
  /** When it was switched off for failing; null while it is on, or was switched off by a person. */
  readonly switchedOffAtMs: number | null;
  /** Deliveries in the queue. */
  readonly waiting: number;
  /** Events that the queue had no room for, and that no delivery has told of yet. */
  readonly dropped: number;
}

export interface NewWebhook {
  readonly id: string;
  readonly organization: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly description: string;
  readonly secret: string;
  readonly createdBy: string;
  readonly atMs: number;
}

/** What is absent stays. Switching it on forgets its failures. */
export interface WebhookChange {
  readonly organization: string;
  readonly id: string;
  readonly atMs: number;
  readonly url?: string;
  readonly events?: readonly string[];
  readonly description?: string;
  readonly isActive?: boolean;
  /** The one before goes on signing until `previousUntilMs`. */
  readonly secret?: { readonly secret: string; readonly previousUntilMs: number };
}

export type DeliveryKind = 'denial' | 'activity' | 'test';
export type DeliveryState = 'waiting' | 'delivered' | 'failed';

/** Without what it said. */
export interface Delivery {
  readonly id: string;
  readonly webhookId: string;
  readonly kind: DeliveryKind;
  readonly state: DeliveryState;
  readonly eventCount: number;
  /** Events before it that there was no room for. */
  readonly dropped: number;
  readonly createdAtMs: number;
  readonly attempts: number;
  readonly nextTryAtMs: number | null;
  /** Of the last attempt, null before the first. */
  readonly lastTryAtMs: number | null;
  readonly status: number | null;
  readonly durationMs: number | null;
  readonly problem: string | null;
  /** The beginning of the answer. */
  readonly response: string | null;
}

export interface DeliveryPlace {
  readonly organization: string;
  readonly webhookId: string;
  readonly id: string;
}

export interface WebhookStore {
  /** `too-many`: the organization has `countMax`. */
  createWebhook(webhook: NewWebhook, countMax: number, act: Act): Promise<'created' | 'too-many'>;
  /** The oldest first. */
  listWebhooks(organization: string, page: { readonly limit: number; readonly offset: number }): Promise<{ readonly total: number; readonly webhooks: readonly Webhook[] }>;
  findWebhook(organization: string, id: string): Promise<Webhook | undefined>;
  changeWebhook(change: WebhookChange, act: Act): Promise<'changed' | 'missing'>;
  removeWebhook(webhook: { readonly organization: string; readonly id: string }, act: Act): Promise<'removed' | 'missing'>;
  /** Queues a delivery that says nothing. */
  queueTest(test: DeliveryPlace & { readonly atMs: number }, act: Act): Promise<'queued' | 'missing'>;
  /** The newest first. */
  listDeliveries(webhook: Omit<DeliveryPlace, 'id'>, page: { readonly limit: number; readonly offset: number; readonly state?: DeliveryState }): Promise<{ readonly total: number; readonly deliveries: readonly Delivery[] }>;
  /** `content`: JSON of a DeliveryContent, as it was stored. */
  findDelivery(place: DeliveryPlace): Promise<{ readonly delivery: Delivery; readonly content: string } | undefined>;
  /** Puts it into the queue again, under the same id. */
  replayDelivery(replay: DeliveryPlace & { readonly atMs: number }, act: Act): Promise<'queued' | 'waiting' | 'missing'>;
}
