// Schema version 9: SCIM tokens, and what identity providers call the people and teams that they keep.
export const scim = `
`;
