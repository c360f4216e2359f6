/** What an account's home keeps beside its ledger: what the debt share took in the period of its cap, and quotes that are held. */
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
`;
