// Webhooks on the wire: who is told, of what, and what came of it.
import { z } from 'zod';
import { actionNames } from '../core/activity/action.ts';
import { pageOf, pageQuery } from './page.ts';

export const webhooksMax = 20;
export const secretCharactersMin = 16;
const secretCharactersMax = 128;

const orgActs = actionNames.org.map((name) => `org.${name}` as const);
/** `denial`: what the policy refused, or would have in the mode audit. `activity`: every entry of the log; or names of acts. */
export const webhookEvents = ['denial', 'activity', ...orgActs] as const;
const event = z.enum(webhookEvents, { error: 'must be denial, activity, or the name of an act such as org.settings.update: GET /v2/auditlogs/{account}/actions lists them' });
const events = z.array(event).min(1).max(webhookEvents.length);
const url = z.string().max(2048).refine(isWebhookUrl, 'is no address to send to: write it like https://hooks.example.com/pullgate, without a name, a password or a #');
const description = z.string().max(512);
const secret = z.string().min(secretCharactersMin).max(secretCharactersMax).regex(/^[\x21-\x7e]*$/, 'must be printable ASCII without spaces');

export const createWebhookRequest = z.strictObject({
  url,
  events: events.default(['denial']),
  description: description.default(''),
  /** Made, when none is given. */
  secret: secret.optional(),
});

/** What is left out stays. With `rotate_secret` another is made. After a change the secret before signs as well, for a day. */
export const updateWebhookRequest = z
  .strictObject({ url: url.optional(), events: events.optional(), description: description.optional(), active: z.boolean().optional(), secret: secret.optional(), rotate_secret: z.literal(true).optional() })
  .refine((change) => change.secret === undefined || change.rotate_secret === undefined, 'has both secret and rotate_secret: give one of them');

export const webhook = z.object({
  id: z.string(),
  url: z.string(),
  events: z.array(z.string()),
  description: z.string(),
  active: z.boolean(),
  created_by: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  /** Until then deliveries have a signature of the secret before, too. */
  previous_secret_until: z.string().nullable(),
  /** The first of the failures since anything was delivered. */
  failing_since: z.string().nullable(),
  /** When it was switched off for failing so long. */
  switched_off_at: z.string().nullable(),
  /** Deliveries in the queue. */
  waiting: z.number().int(),
  /** Events that the queue had no room for; the next delivery tells how many. */
  dropped: z.number().int(),
});
export type Webhook = z.infer<typeof webhook>;
export const webhookPage = pageOf(webhook);

/** The secret is shown in answer to the request that made it, and never again. */
export const webhookWithSecret = webhook.extend({ secret: z.string() });
/** `secret`: only of a change that made another. */
export const changedWebhook = webhook.extend({ secret: z.string().optional() });

export const deliveryStates = ['waiting', 'delivered', 'failed'] as const;
export const deliveriesQuery = pageQuery.extend({ state: z.enum(deliveryStates).optional() });

export const delivery = z.object({
  id: z.string(),
  event: z.enum(['denial', 'activity', 'test']),
  state: z.enum(deliveryStates),
  event_count: z.number().int(),
  dropped: z.number().int(),
  created_at: z.string(),
  attempts: z.number().int(),
  next_try_at: z.string().nullable(),
  /** Of the last attempt, null before the first, as are all below. */
  last_try_at: z.string().nullable(),
  status: z.number().int().nullable(),
  duration_ms: z.number().int().nullable(),
  /** Why it was not delivered; null when it was. */
  problem: z.string().nullable(),
  /** The first KiB of the answer. */
  response: z.string().nullable(),
});
export type Delivery = z.infer<typeof delivery>;
export const deliveryPage = pageOf(delivery);

/** What is sent. `events` are records as GET /pulls has them, or entries as GET /activity does; empty in a test. */
export const webhookPayload = z.object({
  id: z.string(),
  event: z.enum(['denial', 'activity', 'test']),
  organization: z.string(),
  created_at: z.string(),
  /** Events before these that the queue had no room for. */
  dropped: z.number().int(),
  events: z.array(z.record(z.string(), z.json())),
});
export type WebhookPayload = z.infer<typeof webhookPayload>;
export const deliveryWithPayload = delivery.extend({ payload: webhookPayload });

function isWebhookUrl(text: string): boolean {
  if (!/^https?:\/\/[^\s]+$/i.test(text) || !URL.canParse(text)) return false;
  const { username, password, hash } = new URL(text);
  return username === '' && password === '' && hash === '' && !text.includes('#');
}
