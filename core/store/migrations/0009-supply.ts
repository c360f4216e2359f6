/** What supply is decided and told by besides money and reads: protections, notices that people carry, power coming back. */
export const supplyTables = `
ALTER TABLE premise ADD COLUMN area TEXT;

CREATE TABLE protection (
  home TEXT NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('medical', 'critical_care', 'dispute', 'plan', 'pledge', 'age', 'disabled')),
  from_ms INTEGER NOT NULL,
  until_ms INTEGER,
  lift_units INTEGER NOT NULL DEFAULT 0 CHECK (lift_units >= 0),
  years INTEGER CHECK ((kind = 'age') = (years IS NOT NULL)),
  recorded_at_ms INTEGER NOT NULL,
  recorded_by TEXT NOT NULL,
  PRIMARY KEY (home, id),
  CHECK (until_ms IS NULL OR until_ms >= from_ms)
) STRICT, WITHOUT ROWID;

ALTER TABLE notice ADD COLUMN channel TEXT NOT NULL DEFAULT 'sms';
ALTER TABLE notice ADD COLUMN ask_code TEXT NOT NULL DEFAULT '';
CREATE INDEX notice_for_staff ON notice (at_ms) WHERE channel <> 'sms' AND state = 'handed';

CREATE TABLE contact_choice (
  home TEXT NOT NULL,
  line TEXT NOT NULL,
  quiet_from_minute INTEGER NOT NULL CHECK (quiet_from_minute BETWEEN 0 AND 1439),
  quiet_to_minute INTEGER NOT NULL CHECK (quiet_to_minute BETWEEN 0 AND 1439),
  answer_minutes INTEGER NOT NULL CHECK (answer_minutes >= 0),
  PRIMARY KEY (home, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE power_back (
  home TEXT NOT NULL,
  service_id TEXT NOT NULL,
  payment_id TEXT NOT NULL,
  paid_at_ms INTEGER NOT NULL,
  credited_at_ms INTEGER NOT NULL,
  sent_at_ms INTEGER,
  acknowledged_at_ms INTEGER,
  verified_at_ms INTEGER,
  escalated_at_ms INTEGER,
  ended_at_ms INTEGER,
  limit_ms INTEGER NOT NULL CHECK (limit_ms > 0),
  PRIMARY KEY (home, service_id, credited_at_ms)
) STRICT, WITHOUT ROWID;
CREATE INDEX power_back_open ON power_back (paid_at_ms) WHERE ended_at_ms IS NULL;
CREATE INDEX power_back_done ON power_back (verified_at_ms) WHERE verified_at_ms IS NOT NULL;

CREATE TABLE read_asked (
  home TEXT NOT NULL,
  service_id TEXT NOT NULL,
  asked INTEGER NOT NULL CHECK (asked > 0),
  last_asked_at_ms INTEGER NOT NULL,
  PRIMARY KEY (home, service_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE outbox_with_reads (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  home TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('switch', 'charge', 'happening', 'say', 'read')),
  target TEXT NOT NULL,
  key TEXT NOT NULL,
  payload TEXT NOT NULL CHECK (json_valid(payload)),
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'parked')),
  head INTEGER NOT NULL CHECK (head IN (0, 1)),
  created_at_ms INTEGER NOT NULL,
  due_at_ms INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  code TEXT
) STRICT;
INSERT INTO outbox_with_reads SELECT id, home, kind, target, key, payload, state, head, created_at_ms, due_at_ms, attempts, code FROM outbox;
DROP TABLE outbox;
ALTER TABLE outbox_with_reads RENAME TO outbox;
CREATE INDEX outbox_lane ON outbox (home, kind, target, id) WHERE state = 'waiting';
CREATE INDEX outbox_due ON outbox (kind, due_at_ms) WHERE head = 1 AND state = 'waiting';
CREATE INDEX outbox_parked ON outbox (home) WHERE state = 'parked';
`;
