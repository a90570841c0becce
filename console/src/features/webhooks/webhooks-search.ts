// What the address bar of this page may say; everything else in it is left out.

export const deliveryStates = ['waiting', 'delivered', 'failed'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

export interface WebhooksSearch {
  /** The webhook whose deliveries are open. */
  readonly webhook?: string;
  /** One of them, opened whole. */
  readonly delivery?: string;
  readonly state?: DeliveryState;
}

export function parseWebhooksSearch({ webhook, delivery, state }: Record<string, unknown>): WebhooksSearch {
  if (typeof webhook !== 'string' || webhook === '') return {};
  const known = deliveryStates.find((each) => each === state);
  return { webhook, ...(typeof delivery === 'string' && delivery !== '' && { delivery }), ...(known && { state: known }) };
}
