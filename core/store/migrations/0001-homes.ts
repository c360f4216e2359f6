/** What every home has, and what the three kinds of home hold. Forward only: a later change is a later file. */
export const homeTables = `
CREATE TABLE journal (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  home TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  kind TEXT NOT NULL,
  actor TEXT NOT NULL,
  channel TEXT,
  cause TEXT NOT NULL,
  effective_at_ms INTEGER NOT NULL,
  recorded_at_ms INTEGER NOT NULL,
  facts TEXT NOT NULL CHECK (json_valid(facts)),
  hash TEXT NOT NULL,
  UNIQUE (home, sequence)
) STRICT;
CREATE INDEX journal_day_closed ON journal (position) WHERE kind = 'day-closed';
CREATE TRIGGER journal_is_not_updated BEFORE UPDATE ON journal BEGIN SELECT raise(ABORT, 'journal rows are immutable'); END;
CREATE TRIGGER journal_is_not_deleted BEFORE DELETE ON journal BEGIN SELECT raise(ABORT, 'journal rows are immutable'); END;

CREATE TABLE inbox (
  home TEXT NOT NULL,
  key TEXT NOT NULL,
  received_at_ms INTEGER NOT NULL,
  answer TEXT,
  PRIMARY KEY (home, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  home TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('switch', 'charge', 'happening', 'say')),
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
CREATE INDEX outbox_lane ON outbox (home, kind, target, id) WHERE state = 'waiting';
CREATE INDEX outbox_due ON outbox (kind, due_at_ms) WHERE head = 1 AND state = 'waiting';
CREATE INDEX outbox_parked ON outbox (home) WHERE state = 'parked';

CREATE TABLE timer (
  home TEXT NOT NULL,
  key TEXT NOT NULL,
  clock TEXT NOT NULL CHECK (clock IN ('wall', 'service')),
  due_at_ms INTEGER NOT NULL,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL CHECK (json_valid(payload)),
  PRIMARY KEY (home, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX timer_due ON timer (clock, due_at_ms);

CREATE TABLE configuration (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  effective_at_ms INTEGER NOT NULL,
  recorded_at_ms INTEGER NOT NULL,
  recorded_by TEXT NOT NULL,
  body TEXT NOT NULL CHECK (json_valid(body)),
  PRIMARY KEY (kind, id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE conversation (
  home TEXT NOT NULL,
  channel TEXT NOT NULL,
  talk TEXT NOT NULL CHECK (json_valid(talk)),
  language TEXT NOT NULL,
  number_used TEXT NOT NULL,
  updated_at_ms INTEGER NOT NULL,
  PRIMARY KEY (home, channel)
) STRICT, WITHOUT ROWID;

CREATE TABLE message (
  home TEXT NOT NULL,
  id TEXT NOT NULL,
  direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
  channel TEXT NOT NULL,
  number_used TEXT NOT NULL,
  language TEXT NOT NULL,
  body TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('received', 'owed', 'sent', 'delivered', 'failed', 'refused')),
  account_id TEXT,
  notice_id TEXT,
  carrier_id TEXT,
  code TEXT,
  created_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL,
  PRIMARY KEY (home, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX message_by_carrier ON message (home, carrier_id) WHERE carrier_id IS NOT NULL;

CREATE TABLE consent (
  home TEXT NOT NULL,
  purpose TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('granted', 'revoked')),
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (home, purpose)
) STRICT, WITHOUT ROWID;

CREATE TABLE consent_event (
  home TEXT NOT NULL,
  purpose TEXT NOT NULL,
  key TEXT NOT NULL,
  state TEXT NOT NULL,
  source TEXT NOT NULL,
  evidence TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (home, purpose, key)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER consent_event_is_not_updated BEFORE UPDATE ON consent_event BEGIN SELECT raise(ABORT, 'consent events are immutable'); END;

CREATE TABLE customer (
  home TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  language TEXT NOT NULL,
  PRIMARY KEY (home, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE contact (
  home TEXT NOT NULL,
  id TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  line TEXT NOT NULL,
  from_ms INTEGER NOT NULL,
  to_ms INTEGER,
  PRIMARY KEY (home, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_by_line ON contact (home, line);

CREATE TABLE customer_account (
  home TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  from_ms INTEGER NOT NULL,
  to_ms INTEGER,
  PRIMARY KEY (home, customer_id, account_id, from_ms)
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_account_by_account ON customer_account (home, account_id);

CREATE TABLE directory (
  home TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('meter', 'account')),
  key TEXT NOT NULL,
  from_ms INTEGER NOT NULL,
  to_ms INTEGER,
  account_id TEXT NOT NULL,
  PRIMARY KEY (home, kind, key, from_ms)
) STRICT, WITHOUT ROWID;

CREATE TABLE enrolment (
  home TEXT NOT NULL,
  account_id TEXT NOT NULL,
  digest TEXT NOT NULL,
  zone TEXT NOT NULL,
  recorded_at_ms INTEGER NOT NULL,
  PRIMARY KEY (home, account_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE service_clock (
  home TEXT NOT NULL PRIMARY KEY,
  wall_anchor_ms INTEGER NOT NULL,
  service_anchor_ms INTEGER NOT NULL,
  speed INTEGER NOT NULL CHECK (speed >= 1)
) STRICT, WITHOUT ROWID;

CREATE TABLE slice (
  home TEXT NOT NULL,
  name TEXT NOT NULL,
  via_home TEXT NOT NULL,
  PRIMARY KEY (home, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE method (
  home TEXT NOT NULL,
  id TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  token TEXT NOT NULL,
  brand TEXT NOT NULL,
  last4 TEXT NOT NULL,
  from_ms INTEGER NOT NULL,
  to_ms INTEGER,
  PRIMARY KEY (home, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX method_by_customer ON method (home, customer_id);

CREATE TABLE api_key (
  home TEXT NOT NULL,
  id TEXT NOT NULL,
  hash TEXT NOT NULL,
  scopes TEXT NOT NULL,
  name TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL,
  revoked_at_ms INTEGER,
  PRIMARY KEY (home, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX api_key_by_hash ON api_key (home, hash);
`;
