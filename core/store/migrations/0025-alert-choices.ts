/** What an account's customer chose of its alerts, by kind: a minute of the day, or 0 for left out. */
export const alertChoiceTables = `
CREATE TABLE alert_choice (
  home TEXT NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('daily', 'use', 'payments', 'days')),
  value INTEGER NOT NULL CHECK (value >= 0 AND value < 1440),
  set_at_ms INTEGER NOT NULL,
  PRIMARY KEY (home, what)
) STRICT, WITHOUT ROWID;
`;
