/** Payments that came back, each once, in its account's home. */
export const returnTables = `
CREATE TABLE payment_return (
  home TEXT NOT NULL,
  payment_id TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason <> ''),
  fee_units INTEGER NOT NULL CHECK (fee_units >= 0),
  won_reconnect INTEGER NOT NULL CHECK (won_reconnect IN (0, 1)),
  returned_at_ms INTEGER NOT NULL,
  PRIMARY KEY (home, payment_id)
) STRICT, WITHOUT ROWID;
`;
