// Schema version 7: what a refresh found of Docker Hub's badges.
export const catalog = `
`;
