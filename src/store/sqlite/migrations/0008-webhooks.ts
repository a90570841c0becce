// Schema version 8: counts of the records of decisions; webhooks, and the queue of what they are to be told.
export const webhooks = `
-- How many decisions there were, told apart by one dimension at a time (effect, category, repository, ...), for each hour and each day
-- (span_hours 1 and 24) of UTC. Counted in the transaction that stores the record, which it cannot differ from.
CREATE TABLE record_counts (
  organization TEXT NOT NULL,
  span_hours INTEGER NOT NULL CHECK (span_hours IN (1, 24)),
  dimension TEXT NOT NULL,
  -- Since the Unix epoch, the first of the span.
  hour INTEGER NOT NULL,
  key TEXT NOT NULL,
  pulls INTEGER NOT NULL,
  denials INTEGER NOT NULL,
  audited INTEGER NOT NULL,
  PRIMARY KEY (organization, span_hours, dimension, hour, key)
) STRICT, WITHOUT ROWID;

-- Who was refused what.
CREATE TABLE refusal_counts (
  organization TEXT NOT NULL,
  span_hours INTEGER NOT NULL CHECK (span_hours IN (1, 24)),
  hour INTEGER NOT NULL,
  repository TEXT NOT NULL,
  subject TEXT NOT NULL,
  denials INTEGER NOT NULL,
  PRIMARY KEY (organization, span_hours, hour, repository, subject)
) STRICT, WITHOUT ROWID;

CREATE TABLE webhooks (
  id TEXT PRIMARY KEY,
  organization TEXT NOT NULL REFERENCES organizations (name),
  url TEXT NOT NULL,
  -- JSON: denial, activity, or names of acts.
  events TEXT NOT NULL,
  description TEXT NOT NULL,
  is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
  sealed_secret TEXT NOT NULL,
  -- After a rotation what was signed with before, for a while.
  sealed_previous_secret TEXT,
  previous_until_ms INTEGER,
  created_by TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL,
  -- The first of the failures since anything was delivered.
  failing_since_ms INTEGER,
  -- When Pullgate switched it off for failing.
  switched_off_at_ms INTEGER,
  -- Events that the queue had no room for, and that no delivery has told of yet.
  dropped INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX webhooks_by_organization ON webhooks (organization, created_at_ms);

CREATE TABLE webhook_deliveries (
  id TEXT PRIMARY KEY,
  webhook_id TEXT NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('denial', 'activity', 'test')),
  -- JSON: what happened, as it is stored; the sender puts it into the API's words.
  content TEXT NOT NULL,
  event_count INTEGER NOT NULL,
  dropped INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed')),
  created_at_ms INTEGER NOT NULL,
  -- When it, or its last replay, was put into the queue.
  queued_at_ms INTEGER NOT NULL,
  next_try_at_ms INTEGER,
  attempts INTEGER NOT NULL,
  -- Of the last attempt.
  last_try_at_ms INTEGER,
  status INTEGER,
  duration_ms INTEGER,
  problem TEXT,
  response TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX webhook_deliveries_waiting ON webhook_deliveries (webhook_id, next_try_at_ms) WHERE state = 'waiting';
CREATE INDEX webhook_deliveries_by_webhook ON webhook_deliveries (webhook_id, created_at_ms, id);
`;
