// The log of a webhook's deliveries: reading it, and putting one into the queue again.
import type { DeliveryContent } from '../../admin/webhooks/delivery-queue.port.ts';
import type { WebhookStore } from '../../admin/webhooks/webhooks.port.ts';
import type { Act } from '../../audit/activity.port.ts';
import type { Database } from './database.ts';
import { integer, text } from './row.ts';
import { deliveryColumns, deliveryOf } from './webhook-row.ts';

export interface DeliveryLogOptions {
  readonly database: Database;
  /** Logs the act when the thing was done. */
  readonly when: <Done extends string>(isDone: boolean, done: Done, act: Act) => Done | 'missing';
}

const testContent: DeliveryContent = { kind: 'test' };
/** The organization's own: whoever knows the id of another's finds nothing. */
const ofOrganization = 'webhook_deliveries AS delivery JOIN webhooks AS webhook ON webhook.id = delivery.webhook_id AND webhook.organization = :organization';

export function createDeliveryLog({ database, when }: DeliveryLogOptions): Pick<WebhookStore, 'queueTest' | 'listDeliveries' | 'findDelivery' | 'replayDelivery'> {
  const findWebhook = database.prepare('SELECT 1 FROM webhooks WHERE organization = ? AND id = ?');
  const insertTest = database.prepare(
    `INSERT INTO webhook_deliveries (id, webhook_id, kind, content, event_count, dropped, state, created_at_ms, queued_at_ms, next_try_at_ms, attempts)
     VALUES (:id, :webhook, 'test', :content, 0, 0, 'waiting', :now, :now, :now, 0)`,
  );
  const find = database.prepare(`SELECT ${deliveryColumns}, content FROM ${ofOrganization} WHERE delivery.webhook_id = :webhook AND delivery.id = :id`);
  const replay = database.prepare("UPDATE webhook_deliveries SET state = 'waiting', queued_at_ms = :now, next_try_at_ms = :now WHERE id = :id");
  return {
    queueTest: ({ organization, webhookId, id, atMs }, act) =>
      database.write(() => {
        const isThere = findWebhook.get(organization, webhookId) !== undefined;
        if (isThere) insertTest.run({ ':id': id, ':webhook': webhookId, ':content': JSON.stringify(testContent), ':now': atMs });
        return when(isThere, 'queued', act);
      }),
    listDeliveries: ({ organization, webhookId }, { limit, offset, state }) => {
      const where = `delivery.webhook_id = :webhook${state === undefined ? '' : ' AND delivery.state = :state'}`;
      const values = { ':organization': organization, ':webhook': webhookId, ...(state === undefined ? {} : { ':state': state }) };
      return database.read(() => ({
        total: integer(database.prepare(`SELECT count(*) AS total FROM ${ofOrganization} WHERE ${where}`).get(values) ?? {}, 'total'),
        deliveries: database
          .prepare(`SELECT ${deliveryColumns} FROM ${ofOrganization} WHERE ${where} ORDER BY delivery.created_at_ms DESC, delivery.id DESC LIMIT :limit OFFSET :offset`)
          .all({ ...values, ':limit': limit, ':offset': offset })
          .map(deliveryOf),
      }));
    },
    findDelivery: ({ organization, webhookId, id }) =>
      database.read(() => {
        const row = find.get({ ':organization': organization, ':webhook': webhookId, ':id': id });
        return row === undefined ? undefined : { delivery: deliveryOf(row), content: text(row, 'content') };
      }),
    replayDelivery: ({ organization, webhookId, id, atMs }, act) =>
      database.write(() => {
        const row = find.get({ ':organization': organization, ':webhook': webhookId, ':id': id });
        if (row === undefined) return 'missing';
        if (deliveryOf(row).state === 'waiting') return 'waiting';
        replay.run({ ':now': atMs, ':id': id });
        return when(true, 'queued', act);
      }),
  };
}
