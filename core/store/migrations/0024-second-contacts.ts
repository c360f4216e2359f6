/** At an account, who beside its customer is told that supply may go off; at their own line, for whom they are. */
export const secondContactTables = `
CREATE TABLE second_contact (
  home TEXT NOT NULL,
  line TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('asked', 'agreed', 'ended')),
  asked_by TEXT NOT NULL,
  asked_at_ms INTEGER NOT NULL,
  asked_count INTEGER NOT NULL CHECK (asked_count > 0),
  changed_at_ms INTEGER NOT NULL,
  ended_by TEXT,
  PRIMARY KEY (home, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE told_for (
  home TEXT NOT NULL,
  account_id TEXT NOT NULL,
  label TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('asked', 'agreed', 'ended')),
  PRIMARY KEY (home, account_id)
) STRICT, WITHOUT ROWID;
`;
