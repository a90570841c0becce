// Schema version 2: the certificate authority of the hosts that are taken over.

export const certificateAuthority = `
-- One row, from its first use on: who replaces it overwrites its key. \`former\` is a JSON list of those that it took over from, newest first.
CREATE TABLE certificate_authority (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  id TEXT NOT NULL,
  certificate TEXT NOT NULL,
  permitted_hosts TEXT NOT NULL,
  sealed_private_key TEXT NOT NULL,
  former TEXT NOT NULL,
  made_at_ms INTEGER NOT NULL
) STRICT;
`;
