// Webhooks and deliveries as the API tells of them.
import type * as wire from '../../contract/webhooks.ts';
import type { Delivery, Webhook } from './webhooks.port.ts';

export function wireWebhook(webhook: Webhook): wire.Webhook {
  return {
    id: webhook.id,
    url: webhook.url,
    events: [...webhook.events],
    description: webhook.description,
    active: webhook.isActive,
    created_by: webhook.createdBy,
    created_at: time(webhook.createdAtMs),
    updated_at: time(webhook.updatedAtMs),
    previous_secret_until: timeOrNull(webhook.previousSecretUntilMs),
    failing_since: timeOrNull(webhook.failingSinceMs),
    switched_off_at: timeOrNull(webhook.switchedOffAtMs),
    waiting: webhook.waiting,
    dropped: webhook.dropped,
  };
}

export function wireDelivery(delivery: Delivery): wire.Delivery {
  return {
    id: delivery.id,
    event: delivery.kind,
    state: delivery.state,
    event_count: delivery.eventCount,
    dropped: delivery.dropped,
    created_at: time(delivery.createdAtMs),
    attempts: delivery.attempts,
    next_try_at: timeOrNull(delivery.nextTryAtMs),
    last_try_at: timeOrNull(delivery.lastTryAtMs),
    status: delivery.status,
    duration_ms: delivery.durationMs,
    problem: delivery.problem,
    response: delivery.response,
  };
}

/** What an act tells of a webhook: never its secret. */
export function actOfWebhook({ url, events, description, isActive }: Pick<Webhook, 'url' | 'events' | 'description' | 'isActive'>) {
  return { url, events, description, active: isActive };
}

function time(ms: number): string {
  return new Date(ms).toISOString();
}

function timeOrNull(ms: number | null): string | null {
  return ms === null ? null : time(ms);
}
