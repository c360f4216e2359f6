/** Post-pay: an account's bills, what paid them, how far unpaid ones have come, and the changes of billing that were agreed to. */
export const billTables = `
CREATE TABLE bill (
  home TEXT NOT NULL,
  key TEXT NOT NULL CHECK (key <> ''),
  source TEXT NOT NULL CHECK (source <> ''),
  id TEXT NOT NULL CHECK (id <> ''),
  version INTEGER NOT NULL CHECK (version > 0),
  digest TEXT NOT NULL,
  issued_day TEXT NOT NULL,
  due_day TEXT NOT NULL CHECK (due_day >= issued_day),
  amount_units INTEGER NOT NULL CHECK (amount_units BETWEEN 0 AND 400000000000000),
  paid_units INTEGER NOT NULL CHECK (paid_units BETWEEN 0 AND amount_units),
  PRIMARY KEY (home, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX bill_open ON bill (home, due_day) WHERE paid_units < amount_units;

CREATE TABLE bill_part (
  home TEXT NOT NULL,
  transfer_id TEXT NOT NULL,
  bill_key TEXT NOT NULL,
  amount_units INTEGER NOT NULL CHECK (amount_units <> 0),
  PRIMARY KEY (home, transfer_id, bill_key),
  FOREIGN KEY (home, bill_key) REFERENCES bill (home, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX entry_receivable ON entry (home, transfer_id) WHERE account = 'receivable';

CREATE TABLE dunning (
  home TEXT NOT NULL PRIMARY KEY,
  stage TEXT NOT NULL CHECK (stage IN ('clear', 'billed', 'overdue', 'reminded', 'final_notice', 'referred')),
  since_day TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE conversion (
  home TEXT NOT NULL,
  key TEXT NOT NULL CHECK (key <> ''),
  mode TEXT NOT NULL CHECK (mode IN ('prepaid', 'postpay')),
  agreed_by TEXT NOT NULL CHECK (agreed_by <> ''),
  agreed_terms TEXT NOT NULL CHECK (agreed_terms <> ''),
  agreed_channel TEXT NOT NULL CHECK (agreed_channel <> ''),
  actor TEXT NOT NULL CHECK (actor <> ''),
  converted_at_ms INTEGER NOT NULL,
  PRIMARY KEY (home, key)
) STRICT, WITHOUT ROWID;
`;
