// Schema version 11: the deliveries that are over, with their state, so that keeping only the last of them reads none of their contents.
export const finishedDeliveries = `
CREATE INDEX webhook_deliveries_over ON webhook_deliveries (webhook_id, created_at_ms, id, state) WHERE state <> 'waiting';
`;
