// The queue of what webhooks are to be told, as the sender works it off.
import type { Act } from '../../audit/activity.port.ts';
import type { PullRecord } from '../../audit/pull-record.ts';
import type { DeliveryKind } from './webhooks.port.ts';

/** What a delivery says, as it is stored. `activity`: lines of the log, in the words of the API. */
export type DeliveryContent =
  | { readonly kind: 'denial'; readonly records: readonly PullRecord[] }
  | { readonly kind: 'activity'; readonly entries: readonly unknown[] }
  | { readonly kind: 'test' };

export interface DueDelivery {
  readonly id: string;
  readonly kind: DeliveryKind;
  readonly content: string;
  readonly dropped: number;
  readonly createdAtMs: number;
  /** When it, or its last replay, was queued. */
  readonly queuedAtMs: number;
  readonly attempts: number;
  readonly webhook: {
    readonly id: string;
    readonly organization: string;
    readonly url: string;
    /** That sign now: the newest first. */
    readonly secrets: readonly [string, ...string[]];
    readonly failingSinceMs: number | null;
  };
}

export interface Attempt {
  readonly deliveryId: string;
  readonly webhookId: string;
  readonly atMs: number;
  readonly durationMs: number;
  /** Null: no answer. */
  readonly status: number | null;
  /** Null: delivered. */
  readonly problem: string | null;
  readonly response: string | null;
  /** For a failure that is tried again. */
  readonly nextTryAtMs: number | null;
}

export interface DeliveryQueue {
  /** The deliveries that are due longest, one for each active webhook that is not among `busy`. */
  dueDeliveries(due: { readonly nowMs: number; readonly busy: readonly string[]; readonly limit: number }): Promise<readonly DueDelivery[]>;
  /** Writes down what came of an attempt; of those that are over, a webhook keeps the last `keptMax`. */
  finishAttempt(attempt: Attempt, keptMax: number): Promise<void>;
  /** Ends a webhook's deliveries until somebody switches it on again. False when it is off, or gone, already. */
  switchOff(webhook: { readonly organization: string; readonly id: string; readonly atMs: number }, act: Act): Promise<boolean>;
  /** Removes deliveries that were over before `beforeMs`, a bounded number; returns how many. */
  removeDeliveriesBefore(beforeMs: number): Promise<number>;
}
