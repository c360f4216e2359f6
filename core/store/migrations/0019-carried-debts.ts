/** Old debts that another system carried until now, each by its source, id and version; what is left of them is in the ledger. */
export const carriedDebtTables = `
CREATE TABLE carried_debt (
  home TEXT NOT NULL,
  key TEXT NOT NULL CHECK (key <> ''),
  version INTEGER NOT NULL CHECK (version > 0),
  digest TEXT NOT NULL,
  amount_units INTEGER NOT NULL CHECK (amount_units BETWEEN 0 AND 400000000000000),
  PRIMARY KEY (home, key)
) STRICT, WITHOUT ROWID;
`;
