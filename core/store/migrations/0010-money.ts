/** What an account's home keeps beside its ledger: what the debt share took in the period of its cap. */
export const moneyTables = `
CREATE TABLE debt_taken (
  home TEXT NOT NULL PRIMARY KEY,
  period TEXT NOT NULL CHECK (period IN ('day', 'week', 'month')),
  from_day TEXT NOT NULL,
  taken_units INTEGER NOT NULL CHECK (taken_units BETWEEN 0 AND 9007199254740991)
) STRICT, WITHOUT ROWID;
`;
