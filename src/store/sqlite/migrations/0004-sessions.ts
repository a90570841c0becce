// Schema version 4: sessions of the console, one-time passwords and recovery codes.
export const sessions = `
`;
