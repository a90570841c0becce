// Schema version 10: the claim that has what the same identity provider calls a person over SCIM.
export const externalIdClaim = `
ALTER TABLE single_sign_on_connections ADD COLUMN external_id_claim TEXT;
CREATE INDEX scim_users_by_external_id ON scim_users (organization, external_id) WHERE external_id IS NOT NULL;
`;
