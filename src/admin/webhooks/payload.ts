// What a delivery says, in the words of the API: made of the stored content each time, and the same each time.
import type { WebhookPayload } from '../../contract/webhooks.ts';
import { wirePull } from '../wire-pull.ts';
import type { DeliveryContent } from './delivery-queue.port.ts';

export interface PayloadSource {
  readonly id: string;
  readonly kind: WebhookPayload['event'];
  /** JSON of a DeliveryContent. */
  readonly content: string;
  readonly dropped: number;
  readonly createdAtMs: number;
}

export function payloadOf({ id, kind, content, dropped, createdAtMs }: PayloadSource, organization: string): WebhookPayload {
  const events = eventsOf(JSON.parse(content) as DeliveryContent, organization);
  return { id, event: kind, organization, created_at: new Date(createdAtMs).toISOString(), dropped, events: [...events] };
}

function eventsOf(content: DeliveryContent, organization: string): readonly WebhookPayload['events'][number][] {
  switch (content.kind) {
    case 'denial':
      return content.records.map((record) => wirePull(record, { organization, userId: null }));
    case 'activity':
      return content.entries as WebhookPayload['events'];
    case 'test':
      return [];
  }
}
