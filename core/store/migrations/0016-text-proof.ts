/** Codes that went as text to prove who is at a line, as slow peppered hashes: one a line, good once. */
export const textProofTables = `
CREATE TABLE text_proof (
  home TEXT NOT NULL,
  line TEXT NOT NULL,
  channel TEXT NOT NULL,
  number TEXT,
  account_id TEXT,
  customer_id TEXT,
  digest TEXT NOT NULL,
  tries INTEGER NOT NULL CHECK (tries >= 0),
  made_at_ms INTEGER NOT NULL,
  PRIMARY KEY (home, line, channel)
) STRICT, WITHOUT ROWID;
`;
