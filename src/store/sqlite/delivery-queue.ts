// DeliveryQueue: what waits to be delivered, and what came of it.
import type { Attempt, DeliveryQueue, DueDelivery } from '../../admin/webhooks/delivery-queue.port.ts';
import type { Sealer } from '../seal.ts';
import { appendAct } from './append-act.ts';
import type { Database } from './database.ts';
import { integer, integerOrNull, oneOf, text, textOrNull } from './row.ts';
import type { Row } from './row.ts';
import { secretPlace } from './webhooks.ts';

/** Removed in one transaction. */
const removalBatch = 100;

export interface DeliveryQueueOptions {
  readonly database: Database;
  readonly sealer: Sealer;
}

export function createDeliveryQueue({ database, sealer }: DeliveryQueueOptions): DeliveryQueue {
  const append = appendAct(database);
  const webhooks = database.prepare('SELECT id, organization, url, sealed_secret, sealed_previous_secret, previous_until_ms, failing_since_ms FROM webhooks WHERE is_active = 1');
  const findDue = database.prepare("SELECT * FROM webhook_deliveries WHERE webhook_id = ? AND state = 'waiting' AND next_try_at_ms <= ? ORDER BY next_try_at_ms LIMIT 1");
  const switchOff = database.prepare('UPDATE webhooks SET is_active = 0, switched_off_at_ms = ? WHERE organization = ? AND id = ? AND is_active = 1');
  const giveUp = database.prepare("UPDATE webhook_deliveries SET state = 'failed', next_try_at_ms = NULL, problem = coalesce(problem, 'the webhook was switched off') WHERE webhook_id = ? AND state = 'waiting'");
  const removeOld = database.prepare(
    `DELETE FROM webhook_deliveries WHERE id IN (SELECT id FROM webhook_deliveries WHERE state <> 'waiting' AND coalesce(last_try_at_ms, queued_at_ms) < ? LIMIT ${removalBatch})`,
  );
  const finish = createFinish(database);
  return {
    dueDeliveries: ({ nowMs, busy, limit }) =>
      database.read(() =>
        webhooks
          .all()
          .filter((webhook) => !busy.includes(text(webhook, 'id')))
          .flatMap((webhook) => {
            const delivery = findDue.get(text(webhook, 'id'), nowMs);
            return delivery === undefined ? [] : [{ webhook, delivery, dueAtMs: integer(delivery, 'next_try_at_ms') }];
          })
          .toSorted((one, other) => one.dueAtMs - other.dueAtMs)
          .slice(0, limit)
          .map(({ webhook, delivery }) => dueDeliveryOf(webhook, delivery, { sealer, nowMs })),
      ),
    finishAttempt: (attempt, keptMax) => database.write(() => finish(attempt, keptMax)),
    switchOff: ({ organization, id, atMs }, act) =>
      database.write(() => {
        if (switchOff.run(atMs, organization, id).changes === 0) return false;
        giveUp.run(id);
        append(act);
        return true;
      }),
    removeDeliveriesBefore: (beforeMs) => database.write(() => Number(removeOld.run(beforeMs).changes)),
  };
}

function createFinish(database: Database): (attempt: Attempt, keptMax: number) => void {
  const update = database.prepare(
    `UPDATE webhook_deliveries SET state = :state, attempts = attempts + 1, next_try_at_ms = :next, last_try_at_ms = :at, status = :status, duration_ms = :duration, problem = :problem, response = :response
     WHERE id = :id AND state = 'waiting'`,
  );
  const succeed = database.prepare('UPDATE webhooks SET failing_since_ms = NULL WHERE id = ? AND failing_since_ms IS NOT NULL');
  const fail = database.prepare('UPDATE webhooks SET failing_since_ms = ? WHERE id = ? AND failing_since_ms IS NULL');
  const trim = database.prepare(
    `DELETE FROM webhook_deliveries WHERE id IN (
       SELECT id FROM webhook_deliveries WHERE webhook_id = ? AND state <> 'waiting' ORDER BY created_at_ms DESC, id DESC LIMIT -1 OFFSET ?
     )`,
  );
  return ({ deliveryId, webhookId, atMs, durationMs, status, problem, response, nextTryAtMs }, keptMax) => {
    const state = problem === null ? 'delivered' : nextTryAtMs === null ? 'failed' : 'waiting';
    update.run({ ':id': deliveryId, ':state': state, ':next': nextTryAtMs, ':at': atMs, ':status': status, ':duration': durationMs, ':problem': problem, ':response': response });
    if (problem === null) succeed.run(webhookId);
    else fail.run(atMs, webhookId);
    if (state !== 'waiting') trim.run(webhookId, keptMax);
  };
}

function dueDeliveryOf(webhook: Row, delivery: Row, { sealer, nowMs }: { readonly sealer: Sealer; readonly nowMs: number }): DueDelivery {
  const id = text(webhook, 'id');
  const open = (sealed: string): string => sealer.open(sealed, secretPlace(id));
  const previous = (integerOrNull(webhook, 'previous_until_ms') ?? 0) > nowMs ? textOrNull(webhook, 'sealed_previous_secret') : null;
  return {
    id: text(delivery, 'id'),
    kind: oneOf(delivery, 'kind', ['denial', 'activity', 'test']),
    content: text(delivery, 'content'),
    dropped: integer(delivery, 'dropped'),
    createdAtMs: integer(delivery, 'created_at_ms'),
    queuedAtMs: integer(delivery, 'queued_at_ms'),
    attempts: integer(delivery, 'attempts'),
    webhook: {
      id,
      organization: text(webhook, 'organization'),
      url: text(webhook, 'url'),
      secrets: [open(text(webhook, 'sealed_secret')), ...(previous === null ? [] : [open(previous)])],
      failingSinceMs: integerOrNull(webhook, 'failing_since_ms'),
    },
  };
}
