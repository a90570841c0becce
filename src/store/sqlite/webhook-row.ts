// Webhooks and their deliveries as rows, and back.
import type { Delivery, Webhook } from '../../admin/webhooks/webhooks.port.ts';
import { flag, integer, integerOrNull, listOfTexts, oneOf, text, textOrNull } from './row.ts';
import type { Row } from './row.ts';

/** With `waiting`, the deliveries in the queue. */
export const webhookColumns = `id, organization, url, events, description, is_active, created_by, created_at_ms, updated_at_ms, previous_until_ms, failing_since_ms, switched_off_at_ms, dropped,
  (SELECT count(*) FROM webhook_deliveries WHERE webhook_id = webhooks.id AND state = 'waiting') AS waiting`;

export function webhookOf(row: Row): Webhook {
  return {
    id: text(row, 'id'),
    organization: text(row, 'organization'),
    url: text(row, 'url'),
    events: listOfTexts(row, 'events'),
    description: text(row, 'description'),
    isActive: flag(row, 'is_active'),
    createdBy: text(row, 'created_by'),
    createdAtMs: integer(row, 'created_at_ms'),
    updatedAtMs: integer(row, 'updated_at_ms'),
    previousSecretUntilMs: integerOrNull(row, 'previous_until_ms'),
    failingSinceMs: integerOrNull(row, 'failing_since_ms'),
    switchedOffAtMs: integerOrNull(row, 'switched_off_at_ms'),
    waiting: integer(row, 'waiting'),
    dropped: integer(row, 'dropped'),
  };
}

export const deliveryColumns = ['id', 'webhook_id', 'kind', 'state', 'event_count', 'dropped', 'created_at_ms', 'attempts', 'next_try_at_ms', 'last_try_at_ms', 'status', 'duration_ms', 'problem', 'response']
  .map((column) => `delivery.${column}`)
  .join(', ');

export function deliveryOf(row: Row): Delivery {
  return {
    id: text(row, 'id'),
    webhookId: text(row, 'webhook_id'),
    kind: oneOf(row, 'kind', ['denial', 'activity', 'test']),
    state: oneOf(row, 'state', ['waiting', 'delivered', 'failed']),
    eventCount: integer(row, 'event_count'),
    dropped: integer(row, 'dropped'),
    createdAtMs: integer(row, 'created_at_ms'),
    attempts: integer(row, 'attempts'),
    nextTryAtMs: integerOrNull(row, 'next_try_at_ms'),
    lastTryAtMs: integerOrNull(row, 'last_try_at_ms'),
    status: integerOrNull(row, 'status'),
    durationMs: integerOrNull(row, 'duration_ms'),
    problem: textOrNull(row, 'problem'),
    response: textOrNull(row, 'response'),
  };
}
