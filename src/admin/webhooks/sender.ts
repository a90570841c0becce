// Works the queue of deliveries off: each webhook one delivery at a time, all webhooks side by side, so that a slow one holds up itself alone.
import { actOfSystem } from '../../audit/act-of-system.ts';
import type { Log } from '../../telemetry/log.ts';
import type { Attempt, DeliveryQueue, DueDelivery } from './delivery-queue.port.ts';
import { payloadOf } from './payload.ts';
import type { Post } from './post.ts';
import { retryDelayMs } from './retry-delay.ts';
import { signatureHeader } from './signature.ts';

const secondMs = 1000;
const hourMs = 60 * 60 * secondMs;
/** Webhooks that are being told something at the same time. */
const atOnceMax = 32;
/** Deliveries that are over, which the log keeps of each webhook. */
const keptMax = 500;

export interface SenderOptions {
  readonly queue: DeliveryQueue;
  readonly post: Post;
  readonly log: Log;
  readonly now: () => number;
  /** From 0 up to 1. */
  readonly random: () => number;
  /** How often the queue is looked at. */
  readonly intervalMs: number;
  /** For so long after it was queued a delivery is tried again. */
  readonly retryMs: number;
  /** After failing for so long a webhook is switched off. */
  readonly switchOffMs: number;
  /** For so long the log keeps deliveries that are over. */
  readonly logMs: number;
  /** After the attempt of this number, counted from 1. */
  readonly delayMs?: (attempt: number, random: number) => number;
}

export interface Sender {
  /** Breaks off what is under way, which stays in the queue, and waits for it. */
  readonly close: () => Promise<void>;
}

/** Starts at once, with what was left in the queue when the process before this one ended. */
export function startSender(options: SenderOptions): Sender {
  const { queue, log, now, intervalMs, logMs } = options;
  const closing = new AbortController();
  const underWay = new Map<string, Promise<void>>();
  let turn: Promise<void> = Promise.resolve();
  let tidiedAtMs = -Infinity;

  const deliver = async (delivery: DueDelivery): Promise<void> => {
    try {
      await deliverOnce(delivery, options, closing.signal);
    } catch (error) {
      if (!closing.signal.aborted) log.error({ err: error, delivery: delivery.id }, 'a delivery to a webhook could not be made, and is tried again');
    }
  };
  const work = async (): Promise<void> => {
    if (closing.signal.aborted) return;
    const due = await queue.dueDeliveries({ nowMs: now(), busy: [...underWay.keys()], limit: atOnceMax - underWay.size });
    for (const delivery of due) {
      const { id } = delivery.webhook;
      const done = deliver(delivery).finally(() => {
        underWay.delete(id);
        look();
      });
      underWay.set(id, done);
    }
    if (now() - tidiedAtMs < hourMs) return;
    tidiedAtMs = now();
    while ((await queue.removeDeliveriesBefore(now() - logMs)) > 0) await new Promise((resolve) => setImmediate(resolve)); // lets requests through
  };
  const look = (): void => {
    turn = turn.then(work).catch((error: unknown) => log.error({ err: error }, 'the queue of webhooks could not be read, and is looked at again'));
  };
  const timer = setInterval(look, intervalMs).unref();
  look();

  return {
    close: async () => {
      closing.abort(new Error('closing'));
      clearInterval(timer);
      await turn;
      await Promise.all(underWay.values());
      await turn;
    },
  };
}

async function deliverOnce(delivery: DueDelivery, options: SenderOptions, signal: AbortSignal): Promise<void> {
  const { queue, post, now, random, retryMs, switchOffMs, log, delayMs = retryDelayMs } = options;
  const { id, kind, webhook, queuedAtMs, attempts } = delivery;
  const atMs = now();
  const body = JSON.stringify(payloadOf(delivery, webhook.organization));
  const posted = await post({ url: webhook.url, body, headers: headersOf(delivery, body, atMs) }, signal);
  const nextTryAtMs = now() + delayMs(attempts + 1, random());
  // A test is for somebody who waits for what comes of it.
  const isTriedAgain = kind !== 'test' && nextTryAtMs - queuedAtMs <= retryMs;
  const attempt: Attempt = { deliveryId: id, webhookId: webhook.id, atMs, durationMs: now() - atMs, ...posted, nextTryAtMs: posted.problem !== null && isTriedAgain ? nextTryAtMs : null };
  await queue.finishAttempt(attempt, keptMax);
  const isGivenUp = posted.problem !== null && webhook.failingSinceMs !== null && now() - webhook.failingSinceMs >= switchOffMs;
  if (!isGivenUp) return;
  const act = actOfSystem({ organization: webhook.organization, action: 'org.webhook.disable', name: webhook.id, atMs: now(), after: { url: webhook.url, active: false, problem: posted.problem } });
  if (await queue.switchOff({ organization: webhook.organization, id: webhook.id, atMs: now() }, act)) {
    log.warn({ webhook: webhook.id, organization: webhook.organization, problem: posted.problem }, 'a webhook was switched off, having failed for too long');
  }
}

function headersOf({ id, kind, webhook, attempts }: DueDelivery, body: string, atMs: number): Readonly<Record<string, string>> {
  return {
    'pullgate-signature': signatureHeader(body, webhook.secrets, atMs),
    'pullgate-delivery': id,
    'pullgate-event': kind,
    'pullgate-attempt': String(attempts + 1),
  };
}
