/**
 * Credit, debt and other people's money. In an account's home: emergency credit, how old debt is collected, pledges, autopay. At
 * the utility's: pay-codes, and money that waits until a person knows whose it is. A payment may be of the bank too.
 */
export const creditTables = `
CREATE TABLE emergency_grant (
  home TEXT NOT NULL,
  id TEXT NOT NULL,
  variant TEXT NOT NULL CHECK (variant IN ('A', 'B')),
  limit_units INTEGER NOT NULL CHECK (limit_units > 0),
  offer_at_units INTEGER NOT NULL,
  drawn_units INTEGER NOT NULL CHECK (drawn_units BETWEEN 0 AND limit_units),
  invoked_at_ms INTEGER NOT NULL,
  ended_at_ms INTEGER,
  PRIMARY KEY (home, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX emergency_grant_open ON emergency_grant (home) WHERE ended_at_ms IS NULL;

CREATE TABLE emergency_offer (
  home TEXT NOT NULL PRIMARY KEY,
  offered_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE debt_terms (
  home TEXT NOT NULL,
  id TEXT NOT NULL,
  terms TEXT NOT NULL CHECK (json_valid(terms)),
  state TEXT NOT NULL CHECK (state IN ('open', 'kept', 'broken', 'replaced')),
  agreed_at_ms INTEGER NOT NULL,
  done_units INTEGER NOT NULL CHECK (done_units BETWEEN 0 AND 9007199254740991),
  ended_at_ms INTEGER,
  PRIMARY KEY (home, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX debt_terms_open ON debt_terms (home) WHERE state = 'open';

CREATE TABLE debt_due (
  home TEXT NOT NULL PRIMARY KEY,
  accumulated_units INTEGER NOT NULL CHECK (accumulated_units BETWEEN 0 AND 9007199254740991)
) STRICT, WITHOUT ROWID;

CREATE TABLE pledge (
  home TEXT NOT NULL,
  id TEXT NOT NULL,
  agency TEXT NOT NULL,
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  state TEXT NOT NULL CHECK (state IN ('pledged', 'paid', 'expired', 'taken_back')),
  pledged_at_ms INTEGER NOT NULL,
  expires_at_ms INTEGER NOT NULL CHECK (expires_at_ms > pledged_at_ms),
  ended_at_ms INTEGER,
  PRIMARY KEY (home, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE autopay (
  home TEXT NOT NULL PRIMARY KEY,
  plan TEXT NOT NULL CHECK (json_valid(plan)),
  method_id TEXT NOT NULL,
  method_token TEXT NOT NULL,
  failures INTEGER NOT NULL CHECK (failures >= 0),
  paused_at_ms INTEGER,
  agreed_at_ms INTEGER NOT NULL,
  last_at_ms INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE pay_code (
  home TEXT NOT NULL,
  code TEXT NOT NULL CHECK (code GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]'),
  account_id TEXT NOT NULL,
  cap_minor INTEGER NOT NULL CHECK (cap_minor > 0),
  spent_minor INTEGER NOT NULL CHECK (spent_minor BETWEEN 0 AND cap_minor),
  uses_left INTEGER NOT NULL CHECK (uses_left >= 0),
  created_at_ms INTEGER NOT NULL,
  expires_at_ms INTEGER NOT NULL CHECK (expires_at_ms > created_at_ms),
  revoked_at_ms INTEGER,
  PRIMARY KEY (home, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE pay_code_use (
  home TEXT NOT NULL,
  payment_id TEXT NOT NULL,
  code TEXT NOT NULL,
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  used_at_ms INTEGER NOT NULL,
  given_back_at_ms INTEGER,
  PRIMARY KEY (home, payment_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE suspense_item (
  home TEXT NOT NULL,
  id TEXT NOT NULL,
  source TEXT NOT NULL,
  tender TEXT NOT NULL CHECK (tender IN ('cash', 'bank', 'check')),
  held_in TEXT NOT NULL,
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  reference TEXT NOT NULL,
  account_id TEXT,
  code TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL,
  assigned_to TEXT,
  assigned_by TEXT,
  assigned_at_ms INTEGER,
  PRIMARY KEY (home, id),
  CHECK ((assigned_to IS NULL) = (assigned_at_ms IS NULL) AND (assigned_to IS NULL) = (assigned_by IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_by_customer ON contact (home, customer_id);
CREATE INDEX suspense_item_open ON suspense_item (home, created_at_ms, id) WHERE assigned_at_ms IS NULL;
INSERT INTO suspense_item (home, id, source, tender, held_in, amount_minor, reference, account_id, code, created_at_ms)
  SELECT home, id, kiosk_id, 'cash', 'drawer.' || kiosk_id, amount_minor, '', account_id, code, created_at_ms
  FROM held_note WHERE done_at_ms IS NULL;
DROP TABLE held_note;

CREATE TABLE payment_of_any_tender (
  home TEXT NOT NULL,
  id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'settled', 'declined', 'refused', 'unresolved')),
  tender TEXT NOT NULL CHECK (tender IN ('card', 'cash', 'bank', 'check')),
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
INSERT INTO payment_of_any_tender SELECT home, id, state, tender, amount_minor, method_id, processor, charge_key, charge_token,
  processor_id, channel, line, actor, confirmation, code, created_at_ms, resolved_at_ms FROM payment;
DROP TABLE payment;
ALTER TABLE payment_of_any_tender RENAME TO payment;
CREATE INDEX payment_by_time ON payment (home, created_at_ms);
CREATE INDEX payment_open ON payment (home, created_at_ms) WHERE state IN ('pending', 'unresolved');
`;
