// POST /v2/orgs/{org}/webhooks
import { randomBytes, randomUUID } from 'node:crypto';
import { webhooksMax } from '../../contract/webhooks.ts';
import type { Operation } from '../operation.ts';
import { ProblemError, invalidRequest } from '../problem.ts';
import type { Targets } from './target.ts';
import type { WebhookStore } from './webhooks.port.ts';
import { actOfWebhook, wireWebhook } from './wire-webhook.ts';

const secretBytes = 32;

export interface CreateWebhookOptions {
  readonly store: Pick<WebhookStore, 'createWebhook' | 'findWebhook'>;
  readonly targets: Pick<Targets, 'problemOf'>;
  readonly now: () => number;
}

export function createCreateWebhook({ store, targets, now }: CreateWebhookOptions): Operation<'createWebhook'> {
  return async ({ membership, caller, body, act }) => {
    const { organization } = membership;
    refuseTarget(body.url, targets);
    const { url, events, description, secret = newSecret() } = body;
    const webhook = { id: randomUUID(), organization, url, events: [...new Set(events)], description, secret, createdBy: caller.name, atMs: now() };
    const result = await store.createWebhook(webhook, webhooksMax, act({ action: 'org.webhook.create', name: webhook.id, after: actOfWebhook({ ...webhook, isActive: true }) }));
    if (result === 'too-many') throw new ProblemError(409, `${organization} has ${webhooksMax} webhooks: remove one that is not needed`);
    const made = await store.findWebhook(organization, webhook.id);
    if (made === undefined) throw new ProblemError(409, 'the webhook was removed again meanwhile');
    return { body: { ...wireWebhook(made), secret } };
  };
}

export function newSecret(): string {
  return `pgt_whs_${randomBytes(secretBytes).toString('base64url')}`;
}

/** @throws ProblemError 400 */
export function refuseTarget(url: string, targets: Pick<Targets, 'problemOf'>): void {
  const problem = targets.problemOf(url);
  if (problem !== undefined) throw invalidRequest({ url: [problem] });
}
