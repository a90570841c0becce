// Schema version 6: connections to identity providers, SCIM tokens, and whom they know.
export const singleSignOn = `
`;
