// PATCH /v2/orgs/{org}/webhooks/{id}: what is left out stays. After a change of the secret the one before signs as well for a while.
import type { Operation } from '../operation.ts';
import { notFound } from '../problem.ts';
import { newSecret, refuseTarget } from './create-webhook.ts';
import { findWebhook } from './show-webhook.ts';
import type { Targets } from './target.ts';
import type { Webhook, WebhookStore } from './webhooks.port.ts';
import { actOfWebhook, wireWebhook } from './wire-webhook.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** In which receivers take up the new secret. */
const overlapMs = dayMs;

export interface UpdateWebhookOptions {
  readonly store: Pick<WebhookStore, 'findWebhook' | 'changeWebhook'>;
  readonly targets: Pick<Targets, 'problemOf'>;
  readonly now: () => number;
}

export function createUpdateWebhook({ store, targets, now }: UpdateWebhookOptions): Operation<'updateWebhook'> {
  return async ({ membership, params, body, act }) => {
    const { organization } = membership;
    const before = await findWebhook(store, organization, params.id);
    if (body.url !== undefined && body.url !== before.url) refuseTarget(body.url, targets);
    const secret = body.rotate_secret === true ? newSecret() : body.secret;
    const atMs = now();
    const change = {
      ...(body.url === undefined ? {} : { url: body.url }),
      ...(body.events === undefined ? {} : { events: [...new Set(body.events)] }),
      ...(body.description === undefined ? {} : { description: body.description }),
      ...(body.active === undefined ? {} : { isActive: body.active }),
    };
    const after: Webhook = { ...before, ...change };
    const told = secret === undefined ? {} : { secret_changed: true };
    const result = await store.changeWebhook(
      { organization, id: before.id, atMs, ...change, ...(secret === undefined ? {} : { secret: { secret, previousUntilMs: atMs + overlapMs } }) },
      act({ action: 'org.webhook.update', name: before.id, before: actOfWebhook(before), after: { ...actOfWebhook(after), ...told } }),
    );
    if (result === 'missing') throw notFound('webhook');
    return { body: { ...wireWebhook(await findWebhook(store, organization, before.id)), ...(secret === undefined ? {} : { secret }) } };
  };
}
