// Schema version 8: webhooks, and the queue of what they are to be told.
export const webhooks = `
`;
