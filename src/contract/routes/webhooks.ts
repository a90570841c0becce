// Operations: webhooks.
import { pageQuery } from '../page.ts';
import { paths } from '../paths.ts';
import { create, missing, read, remove, start, update } from '../route.ts';
import type { Route } from '../route.ts';
import * as webhooks from '../webhooks.ts';

const wrongOrMissing = [400, 404] as const;

export const webhookRoutes = {
  createWebhook: { ...create, path: paths.webhooks, summary: 'make a webhook; its secret is shown this once', caller: 'owner', request: webhooks.createWebhookRequest, response: webhooks.webhookWithSecret, problems: [400, 409] },
  listWebhooks: { ...read, path: paths.webhooks, summary: "the organization's webhooks, and whether they fail", caller: 'owner', query: pageQuery, response: webhooks.webhookPage, problems: [400] },
  showWebhook: { ...read, hasContentTag: true, path: paths.webhook, summary: 'one webhook', caller: 'owner', response: webhooks.webhook, problems: missing },
  updateWebhook: { ...update, path: paths.webhook, summary: 'change a webhook, switch it on or off, give it another secret', caller: 'owner', request: webhooks.updateWebhookRequest, response: webhooks.changedWebhook, problems: [...wrongOrMissing, 412] },
  removeWebhook: { ...remove, path: paths.webhook, summary: 'remove a webhook, and what waits for it', caller: 'owner', problems: [404, 412] },
  testWebhook: { ...start, path: paths.webhookTest, summary: 'send a delivery that says nothing', caller: 'owner', response: webhooks.delivery, problems: [404, 409] },
  listDeliveries: { ...read, path: paths.deliveries, summary: 'what a webhook was told, newest first', caller: 'owner', query: webhooks.deliveriesQuery, response: webhooks.deliveryPage, problems: wrongOrMissing },
  showDelivery: { ...read, path: paths.delivery, summary: 'one delivery with all that it said', caller: 'owner', response: webhooks.deliveryWithPayload, problems: missing },
  replayDelivery: { ...start, path: paths.deliveryReplay, summary: 'send a delivery once more, under the same id', caller: 'owner', response: webhooks.delivery, problems: [404, 409] },
} as const satisfies Readonly<Record<string, Route>>;
