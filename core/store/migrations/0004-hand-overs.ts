/** Talks that may go on at another line, by the hash of their one-time code. */
export const handOverTables = `
CREATE TABLE hand_over (
  home TEXT NOT NULL,
  hash TEXT NOT NULL,
  channel TEXT NOT NULL,
  line TEXT NOT NULL,
  number_used TEXT NOT NULL,
  account_id TEXT NOT NULL,
  amount_minor INTEGER CHECK (amount_minor > 0),
  offered_at_ms INTEGER NOT NULL,
  used_at_ms INTEGER,
  PRIMARY KEY (home, hash)
) STRICT, WITHOUT ROWID;
`;
