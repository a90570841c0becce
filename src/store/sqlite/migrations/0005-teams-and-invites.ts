// Schema version 5: teams, their members, and invitations.
export const teamsAndInvites = `
`;
