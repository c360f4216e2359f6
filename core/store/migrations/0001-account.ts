/** What an account's home holds beside its ledger. */
export const accountTables = `
CREATE TABLE account (
  home TEXT NOT NULL PRIMARY KEY,
  id TEXT NOT NULL,
  utility_id TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  currency TEXT NOT NULL,
  zone TEXT NOT NULL,
  opened_at_ms INTEGER NOT NULL,
  closed_at_ms INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE account_mode (
  home TEXT NOT NULL,
  mode TEXT NOT NULL CHECK (mode IN ('prepaid', 'postpay')),
  from_ms INTEGER NOT NULL,
  to_ms INTEGER,
  PRIMARY KEY (home, from_ms)
) STRICT, WITHOUT ROWID;

CREATE TABLE account_contact (
  home TEXT NOT NULL,
  line TEXT NOT NULL,
  language TEXT NOT NULL,
  from_ms INTEGER NOT NULL,
  to_ms INTEGER,
  PRIMARY KEY (home, line, from_ms)
) STRICT, WITHOUT ROWID;

CREATE TABLE premise (
  home TEXT NOT NULL,
  id TEXT NOT NULL,
  label TEXT NOT NULL,
  zone TEXT NOT NULL,
  PRIMARY KEY (home, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE service (
  home TEXT NOT NULL,
  id TEXT NOT NULL,
  premise_id TEXT NOT NULL,
  commodity TEXT NOT NULL CHECK (commodity IN ('electricity', 'gas', 'water')),
  from_ms INTEGER NOT NULL,
  to_ms INTEGER,
  PRIMARY KEY (home, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE service_meter (
  home TEXT NOT NULL,
  service_id TEXT NOT NULL,
  meter_id TEXT NOT NULL,
  remote_switch INTEGER NOT NULL CHECK (remote_switch IN (0, 1)),
  from_ms INTEGER NOT NULL,
  to_ms INTEGER,
  PRIMARY KEY (home, service_id, from_ms)
) STRICT, WITHOUT ROWID;

CREATE TABLE service_tariff (
  home TEXT NOT NULL,
  service_id TEXT NOT NULL,
  tariff_id TEXT NOT NULL,
  from_ms INTEGER NOT NULL,
  to_ms INTEGER,
  PRIMARY KEY (home, service_id, from_ms)
) STRICT, WITHOUT ROWID;

CREATE TABLE read_batch (
  home TEXT NOT NULL,
  service_id TEXT NOT NULL,
  local_day TEXT NOT NULL,
  batch TEXT NOT NULL,
  packed BLOB NOT NULL,
  recorded_at_ms INTEGER NOT NULL,
  PRIMARY KEY (home, service_id, local_day, batch)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER read_batch_is_not_updated BEFORE UPDATE ON read_batch BEGIN SELECT raise(ABORT, 'reads are immutable'); END;
CREATE TRIGGER read_batch_is_not_deleted BEFORE DELETE ON read_batch BEGIN SELECT raise(ABORT, 'reads are immutable'); END;

CREATE TABLE read_held (
  home TEXT NOT NULL,
  service_id TEXT NOT NULL,
  start_ms INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  duration_ms INTEGER NOT NULL,
  quantity_micro INTEGER NOT NULL,
  code TEXT NOT NULL,
  recorded_at_ms INTEGER NOT NULL,
  PRIMARY KEY (home, service_id, start_ms, revision)
) STRICT, WITHOUT ROWID;

CREATE TABLE rating_state (
  home TEXT NOT NULL,
  service_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (json_valid(state)),
  through_ms INTEGER,
  estimated_through_ms INTEGER,
  recent_days TEXT NOT NULL CHECK (json_valid(recent_days)),
  PRIMARY KEY (home, service_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE supply (
  home TEXT NOT NULL,
  service_id TEXT NOT NULL,
  record TEXT NOT NULL CHECK (json_valid(record)),
  decision TEXT CHECK (decision IS NULL OR json_valid(decision)),
  decisions_counted INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (home, service_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE decision (
  home TEXT NOT NULL,
  service_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  record TEXT NOT NULL CHECK (json_valid(record)),
  PRIMARY KEY (home, service_id, sequence)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER decision_is_not_updated BEFORE UPDATE ON decision BEGIN SELECT raise(ABORT, 'decisions are immutable'); END;
CREATE TRIGGER decision_is_not_deleted BEFORE DELETE ON decision BEGIN SELECT raise(ABORT, 'decisions are immutable'); END;

CREATE TABLE payment (
  home TEXT NOT NULL,
  id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'settled', 'declined', 'refused', 'unresolved')),
  tender TEXT NOT NULL CHECK (tender IN ('card', 'cash')),
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  method_id TEXT,
  processor TEXT,
  charge_key TEXT,
  charge_token TEXT,
  processor_id TEXT,
  channel TEXT NOT NULL,
  line TEXT,
  actor TEXT NOT NULL,
  confirmation TEXT,
  code TEXT,
  created_at_ms INTEGER NOT NULL,
  resolved_at_ms INTEGER,
  PRIMARY KEY (home, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX payment_by_time ON payment (home, created_at_ms);
CREATE INDEX payment_open ON payment (home, created_at_ms) WHERE state IN ('pending', 'unresolved');

CREATE TABLE notice (
  home TEXT NOT NULL,
  id TEXT NOT NULL,
  rule TEXT NOT NULL,
  key TEXT NOT NULL,
  line TEXT NOT NULL,
  language TEXT NOT NULL,
  body TEXT CHECK (body IS NULL OR json_valid(body)),
  state TEXT NOT NULL CHECK (state IN ('owed', 'handed', 'sent', 'delivered', 'refused', 'failed')),
  code TEXT,
  due_at_ms INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (home, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX notice_by_rule ON notice (home, rule, at_ms DESC, id);
CREATE INDEX notice_owed ON notice (home, due_at_ms) WHERE state = 'owed';

CREATE TABLE notice_state (
  home TEXT NOT NULL PRIMARY KEY,
  state TEXT NOT NULL CHECK (json_valid(state))
) STRICT, WITHOUT ROWID;
`;
