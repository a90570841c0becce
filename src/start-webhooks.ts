// Starts what tells webhooks: in the process that has the store, of which there is one.
import type { DeliveryQueue } from './admin/webhooks/delivery-queue.port.ts';
import { createPost } from './admin/webhooks/post.ts';
import { startSender } from './admin/webhooks/sender.ts';
import { createTargets } from './admin/webhooks/target.ts';
import { now } from './parts.ts';
import type { Parts } from './parts.ts';

const intervalMs = 500;

export function startWebhooks({ config, log, closers }: Parts, queue: DeliveryQueue, version: string): void {
  const { allowNetworks, ca, timeoutMs, retryMs, switchOffMs, logMs } = config.webhooks;
  const post = createPost({ targets: createTargets(allowNetworks), timeoutMs, version, ...(ca === undefined ? {} : { ca }) });
  const sender = startSender({ queue, post, log, now, random: Math.random, intervalMs, retryMs, switchOffMs, logMs });
  closers.defer(() => sender.close());
}
