/**
 * What an account's home keeps beside its ledger: what the debt share took in the period of its cap, and quotes that are held.
 * At the utility's home, the days that were settled; everywhere, the ledger by when it was recorded, which settling goes by.
 */
export const moneyTables = `
CREATE TABLE debt_taken (
  home TEXT NOT NULL PRIMARY KEY,
  period TEXT NOT NULL CHECK (period IN ('day', 'week', 'month')),
  from_day TEXT NOT NULL,
  taken_units INTEGER NOT NULL CHECK (taken_units BETWEEN 0 AND 9007199254740991)
) STRICT, WITHOUT ROWID;

CREATE TABLE quote (
  home TEXT NOT NULL,
  id TEXT NOT NULL,
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  level_units INTEGER NOT NULL,
  target_units INTEGER NOT NULL,
  created_at_ms INTEGER NOT NULL,
  expires_at_ms INTEGER NOT NULL CHECK (expires_at_ms > created_at_ms),
  payment_id TEXT,
  PRIMARY KEY (home, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX quote_payment ON quote (home, payment_id) WHERE payment_id IS NOT NULL;
CREATE INDEX quote_open ON quote (home, expires_at_ms) WHERE payment_id IS NULL;

CREATE TABLE settlement (
  home TEXT NOT NULL,
  day TEXT NOT NULL,
  digest TEXT NOT NULL,
  settled_at_ms INTEGER NOT NULL,
  PRIMARY KEY (home, day)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER settlement_is_not_updated BEFORE UPDATE ON settlement BEGIN SELECT raise(ABORT, 'a day is settled once'); END;
CREATE TRIGGER settlement_is_not_deleted BEFORE DELETE ON settlement BEGIN SELECT raise(ABORT, 'a day is settled once'); END;

CREATE INDEX transfer_by_time ON transfer (recorded_at_ms) WHERE kind IN ('posted', 'post');
`;
