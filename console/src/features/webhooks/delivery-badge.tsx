// The state of a delivery, and the kinds of delivery, in words.
import { Badge, type BadgeTone } from '../../ui/badge.tsx';
import type { DeliveryState } from './webhooks-search.ts';

export const deliveryStateNames = { waiting: 'Waiting', delivered: 'Delivered', failed: 'Failed' } as const satisfies Record<DeliveryState, string>;
export const deliveryEventNames = { denial: 'Denials', activity: 'Activity', test: 'Test' } as const;

const tones = { waiting: 'neutral', delivered: 'good', failed: 'danger' } as const satisfies Record<DeliveryState, BadgeTone>;

export function DeliveryBadge({ state }: { readonly state: DeliveryState }) {
  return <Badge tone={tones[state]}>{deliveryStateNames[state]}</Badge>;
}
