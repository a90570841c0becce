// WebhookStore: webhooks, their secrets sealed, and the log of their deliveries.
import type { NewWebhook, WebhookChange, WebhookStore } from '../../admin/webhooks/webhooks.port.ts';
import type { Act } from '../../audit/activity.port.ts';
import type { Sealer } from '../seal.ts';
import { appendAct } from './append-act.ts';
import type { Database } from './database.ts';
import { integer, text } from './row.ts';
import { createDeliveryLog } from './webhook-deliveries.ts';
import { webhookColumns, webhookOf } from './webhook-row.ts';

export interface WebhookStoreOptions {
  readonly database: Database;
  readonly sealer: Sealer;
}

/** The place that a webhook's secrets are sealed for. */
export function secretPlace(id: string): string {
  return `webhooks/${id}`;
}

export function createWebhookStore({ database, sealer }: WebhookStoreOptions): WebhookStore {
  const append = appendAct(database);
  const count = database.prepare('SELECT count(*) AS total FROM webhooks WHERE organization = ?');
  const listAll = database.prepare(`SELECT ${webhookColumns} FROM webhooks WHERE organization = ? ORDER BY created_at_ms, id LIMIT ? OFFSET ?`);
  const find = database.prepare(`SELECT ${webhookColumns} FROM webhooks WHERE organization = ? AND id = ?`);
  const remove = database.prepare('DELETE FROM webhooks WHERE organization = ? AND id = ?');
  const insert = createInsert({ database, sealer });
  const change = createChange({ database, sealer });
  const totalOf = (organization: string): number => integer(count.get(organization) ?? {}, 'total');
  const when = <Done extends string>(isDone: boolean, done: Done, act: Act): Done | 'missing' => {
    if (!isDone) return 'missing';
    append(act);
    return done;
  };
  return {
    createWebhook: (webhook, countMax, act) =>
      database.write(() => {
        if (totalOf(webhook.organization) >= countMax) return 'too-many';
        insert(webhook);
        append(act);
        return 'created';
      }),
    listWebhooks: (organization, { limit, offset }) => database.read(() => ({ total: totalOf(organization), webhooks: listAll.all(organization, limit, offset).map(webhookOf) })),
    findWebhook: (organization, id) =>
      database.read(() => {
        const row = find.get(organization, id);
        return row === undefined ? undefined : webhookOf(row);
      }),
    changeWebhook: (wanted, act) => database.write(() => when(change(wanted), 'changed', act)),
    removeWebhook: ({ organization, id }, act) => database.write(() => when(remove.run(organization, id).changes > 0, 'removed', act)),
    ...createDeliveryLog({ database, when }),
  };
}

function createInsert({ database, sealer }: WebhookStoreOptions): (webhook: NewWebhook) => void {
  const insert = database.prepare(
    'INSERT INTO webhooks (id, organization, url, events, description, is_active, sealed_secret, created_by, created_at_ms, updated_at_ms) VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?, ?)',
  );
  return ({ id, organization, url, events, description, secret, createdBy, atMs }) =>
    void insert.run(id, organization, url, JSON.stringify(events), description, sealer.seal(secret, secretPlace(id)), createdBy, atMs, atMs);
}

/** False for a webhook that is not there. */
function createChange({ database, sealer }: WebhookStoreOptions): (change: WebhookChange) => boolean {
  const find = database.prepare('SELECT url, events, description, is_active FROM webhooks WHERE organization = ? AND id = ?');
  const update = database.prepare('UPDATE webhooks SET url = ?, events = ?, description = ?, updated_at_ms = ? WHERE id = ?');
  const rotate = database.prepare('UPDATE webhooks SET sealed_previous_secret = sealed_secret, previous_until_ms = ?, sealed_secret = ? WHERE id = ?');
  const switchOn = database.prepare('UPDATE webhooks SET is_active = 1, failing_since_ms = NULL, switched_off_at_ms = NULL WHERE id = ?');
  const switchOff = database.prepare('UPDATE webhooks SET is_active = 0, switched_off_at_ms = NULL WHERE id = ? AND is_active = 1');
  return ({ organization, id, atMs, url, events, description, isActive, secret }) => {
    const row = find.get(organization, id);
    if (row === undefined) return false;
    update.run(url ?? text(row, 'url'), events === undefined ? text(row, 'events') : JSON.stringify(events), description ?? text(row, 'description'), atMs, id);
    if (secret !== undefined) rotate.run(secret.previousUntilMs, sealer.seal(secret.secret, secretPlace(id)), id);
    if (isActive !== undefined) (isActive ? switchOn : switchOff).run(id);
    return true;
  };
}
