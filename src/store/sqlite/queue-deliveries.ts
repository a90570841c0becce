// Queues what webhooks are to be told, in the transaction that stores what happened. The queue is bounded: what it has no room for is
// counted, and the next delivery says how many that were.
import { randomUUID } from 'node:crypto';
import type { DeliveryContent } from '../../admin/webhooks/delivery-queue.port.ts';
import type { Act } from '../../audit/activity.port.ts';
import type { PullRecord } from '../../audit/record-store.port.ts';
import type { Database } from './database.ts';
import { integer, json, text } from './row.ts';

const KiB = 1024;
/** Of one delivery, whichever is reached first: one more event may exceed the bytes. */
const denialsMax = 100;
const contentBytesMax = 256 * KiB;
/** Deliveries that wait for one webhook. Denials come in floods: acts have room behind them. */
const waitingMax = { denial: 200, activity: 2000 } as const;

interface Listener {
  readonly id: string;
  readonly events: readonly unknown[];
}

export interface QueueDeliveries {
  readonly queueDenials: (records: readonly PullRecord[]) => void;
  /** `line`: the entry of the log in the words of the API. */
  readonly queueAct: (act: Pick<Act, 'organization' | 'action' | 'atMs'>, line: string) => void;
}

/** Both are called in a transaction of the caller's. */
export function queueDeliveries(database: Database): QueueDeliveries {
  const findListeners = database.prepare('SELECT id, events FROM webhooks WHERE organization = ? AND is_active = 1');
  const hasWebhooks = database.prepare('SELECT 1 FROM webhooks WHERE is_active = 1 LIMIT 1');
  const enqueue = createEnqueue(database);
  const listenersOf = (organization: string): readonly Listener[] => findListeners.all(organization).map((row) => ({ id: text(row, 'id'), events: list(json(row, 'events')) }));
  return {
    queueDenials: (records) => {
      const denials = records.filter(({ effect }) => effect === 'deny');
      if (denials.length === 0 || hasWebhooks.get() === undefined) return;
      for (const organization of new Set(denials.flatMap(({ readableBy }) => readableBy))) {
        const listeners = listenersOf(organization).filter(({ events }) => events.includes('denial'));
        if (listeners.length === 0) continue;
        const parts = inParts(denials.filter(({ readableBy }) => readableBy.includes(organization)));
        for (const { id } of listeners) for (const part of parts) enqueue(id, { kind: 'denial', records: part }, part.length, Math.max(...part.map(({ timeMs }) => timeMs)));
      }
    },
    queueAct: ({ organization, action, atMs }, line) => {
      if (organization === null) return;
      for (const { id, events } of listenersOf(organization)) {
        if (events.includes('activity') || events.includes(action)) enqueue(id, { kind: 'activity', entries: [JSON.parse(line)] }, 1, atMs);
      }
    },
  };
}

function createEnqueue(database: Database): (webhookId: string, content: Exclude<DeliveryContent, { readonly kind: 'test' }>, eventCount: number, atMs: number) => void {
  const countWaiting = database.prepare("SELECT count(*) AS waiting FROM webhook_deliveries WHERE webhook_id = ? AND state = 'waiting'");
  const drop = database.prepare('UPDATE webhooks SET dropped = dropped + ? WHERE id = ?');
  const takeDropped = database.prepare('SELECT dropped FROM webhooks WHERE id = ?');
  const tellDropped = database.prepare('UPDATE webhooks SET dropped = 0 WHERE id = ? AND dropped > 0');
  const insert = database.prepare(
    `INSERT INTO webhook_deliveries (id, webhook_id, kind, content, event_count, dropped, state, created_at_ms, queued_at_ms, next_try_at_ms, attempts)
     VALUES (?, ?, ?, ?, ?, ?, 'waiting', ?, ?, ?, 0)`,
  );
  return (webhookId, content, eventCount, atMs) => {
    if (integer(countWaiting.get(webhookId) ?? {}, 'waiting') >= waitingMax[content.kind]) {
      drop.run(eventCount, webhookId);
      return;
    }
    const dropped = integer(takeDropped.get(webhookId) ?? {}, 'dropped');
    if (dropped > 0) tellDropped.run(webhookId);
    insert.run(randomUUID(), webhookId, content.kind, JSON.stringify(content), eventCount, dropped, atMs, atMs, atMs);
  };
}

function inParts(records: readonly PullRecord[]): readonly (readonly PullRecord[])[] {
  const parts: PullRecord[][] = [];
  let bytes = contentBytesMax;
  for (const record of records) {
    if (bytes >= contentBytesMax || (parts.at(-1)?.length ?? 0) >= denialsMax) {
      parts.push([]);
      bytes = 0;
    }
    parts.at(-1)?.push(record);
    bytes += JSON.stringify(record).length;
  }
  return parts;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
