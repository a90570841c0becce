// Schema version 12: what a revision changed, setting by setting. Null: it was made before this was kept, and only its summary tells.
export const changesOfRevisions = `
ALTER TABLE settings_revisions ADD COLUMN changes TEXT;
`;
